/** From the bytes of a socket to a frame, or to the reason why not. Nothing that a client can send throws. */
import { z } from "zod";
import { type ClientFrame, ClientFrameSchema, maxFrameBytes } from "#contracts/frames";
import { fail, ok, type Result } from "#domain/result";
import type { Refusal } from "#ports/conversations";

/** `id` is the message's, where one can be made out, so that a client knows which of its messages was refused. */
export type FrameRefusal = Refusal & { id?: string };

const EnvelopeSchema = z.looseObject({
  v: z.unknown().optional(),
  type: z.unknown().optional(),
  id: z.string().max(64).optional().catch(undefined),
});

const kinds: ReadonlySet<unknown> = new Set(ClientFrameSchema.options.map((option) => option.shape.type.value));

export function readFrame(data: string | ArrayBuffer | ArrayBufferView): Result<ClientFrame, FrameRefusal> {
  if (typeof data !== "string") return fail({ reason: "malformed_frame", detail: "binary frames are not spoken here; send JSON text" });
  // A UTF-16 unit takes at most three bytes, so that most frames need no counting.
  if (data.length > maxFrameBytes / 3 && new TextEncoder().encode(data).length > maxFrameBytes) {
    return fail({ reason: "frame_too_large", detail: `at most ${maxFrameBytes} bytes` });
  }
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return fail({ reason: "malformed_frame", detail: "not JSON" });
  }
  const frame = ClientFrameSchema.safeParse(json);
  return frame.success ? ok(frame.data) : fail(refusalOf(json, frame.error));
}

function refusalOf(json: unknown, error: z.ZodError): FrameRefusal {
  const envelope = EnvelopeSchema.safeParse(json).data;
  if (!envelope) return { reason: "unknown_frame", detail: "a frame is a JSON object" };
  const id = envelope.id === undefined ? {} : { id: envelope.id };
  if (envelope.v !== 1) return { reason: "wrong_version", detail: `"v" must be 1`, ...id };
  if (!kinds.has(envelope.type)) return { reason: "unknown_frame", detail: `"type" must be one of ${[...kinds].join(", ")}`, ...id };
  return { reason: "invalid_request", detail: z.prettifyError(error), ...id };
}
