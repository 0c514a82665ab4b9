/**
 * A chat completion's server-sent events with fewer, larger pieces of text: the first piece passes at once, those that follow are joined over a moment. A model writes hundreds of pieces a second, and each of them would cost
 * the provider's four streams and a schema; no reader sees the difference. Whatever is not plain text (tools, reasons to finish, usage, other kinds of lines) passes as it came, in its place.
 */
import { z } from "zod";
import { workersClock } from "#adapters/platform/workers-clock";

/** As long as the writer of deltas gathers (`src/conversation/delta-writer.ts`). */
const gatherMs = 20;

const PieceSchema = z.looseObject({
  choices: z.tuple([
    z.looseObject({
      delta: z.strictObject({ role: z.string().nullish(), content: z.string().min(1) }),
      finish_reason: z.null().optional(),
    }),
  ]),
  usage: z.null().optional(),
});
type Piece = z.infer<typeof PieceSchema>;

export const gatheredEvents = (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
  body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(new Gatherer()));

type Sink = TransformStreamDefaultController<Uint8Array>;

class Gatherer implements Transformer<Uint8Array, Uint8Array> {
  readonly #decoder = new TextDecoder();
  readonly #encoder = new TextEncoder();
  /** A line that is not whole yet. */
  #rest = "";
  #waiting: Piece | null = null;
  /** Ends the moment of gathering; null while there is none. */
  #cancel: (() => void) | null = null;
  /** A named event belongs to the lines around it: from there on nothing is touched. */
  #asItComes = false;

  transform(chunk: Uint8Array, sink: Sink): void {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "" || this.#asItComes) this.#take(sink, line);
  }

  flush(sink: Sink): void {
    this.#cancel?.();
    this.#release(sink);
    if (this.#rest !== "") this.#emit(sink, this.#rest);
  }

  #take(sink: Sink, line: string): void {
    const piece = this.#asItComes ? null : pieceIn(line);
    if (!piece) {
      this.#release(sink);
      this.#asItComes ||= /^(?:event|id|retry):/.test(line);
      this.#emit(sink, this.#asItComes ? `${line}\n` : `${line}\n\n`);
    } else if (this.#cancel) this.#waiting = this.#waiting ? joined(this.#waiting, piece) : piece;
    else {
      this.#emit(sink, `${line}\n\n`);
      this.#gather(sink);
    }
  }

  #gather(sink: Sink): void {
    this.#cancel = workersClock.after(gatherMs, () => {
      this.#cancel = null;
      if (!this.#waiting) return;
      this.#release(sink);
      this.#gather(sink);
    });
  }

  #release(sink: Sink): void {
    if (this.#waiting) this.#emit(sink, `data: ${JSON.stringify(this.#waiting)}\n\n`);
    this.#waiting = null;
  }

  #emit(sink: Sink, text: string): void {
    sink.enqueue(this.#encoder.encode(text));
  }
}

function pieceIn(line: string): Piece | null {
  if (!line.startsWith("data: {")) return null;
  try {
    return PieceSchema.safeParse(JSON.parse(line.slice("data: ".length))).data ?? null;
  } catch {
    return null;
  }
}

function joined(before: Piece, { choices: [{ delta }] }: Piece): Piece {
  const [choice] = before.choices;
  return { ...before, choices: [{ ...choice, delta: { ...choice.delta, content: choice.delta.content + delta.content } }] };
}
