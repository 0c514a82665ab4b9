/** The Workers AI binding, as far as a provider uses it, doing what a script says: `run(model, inputs, options)` gives JSON, or server-sent events when asked to stream. */
import { z } from "zod";
import { type ModelFault, type ModelRequest, type ModelScript, tokensOf } from "./model-script.ts";

const ContentSchema = z.union([
  z.string(),
  z.array(z.object({ text: z.string() })).transform((parts) => parts.map(({ text }) => text).join("")),
]);
const InputsSchema = z.object({
  stream: z.boolean().default(false),
  response_format: z.unknown().optional(),
  messages: z.array(z.object({ role: z.string(), content: ContentSchema })),
});

export type ScriptedAi = { run: (model: string, inputs: unknown) => Promise<unknown>; requests: ModelRequest[] };

export function scriptedAi(script: ModelScript): ScriptedAi {
  const requests: ModelRequest[] = [];
  return {
    requests,
    run: async (model, inputs) => {
      const { stream, response_format, messages } = InputsSchema.parse(inputs);
      const asked = {
        model,
        streamed: stream,
        wantsJson: response_format !== undefined,
        messages: messages.map(({ role, content }) => ({ role, text: content })),
      };
      requests.push(asked);
      const act = script(asked);
      if ("fault" in act) return failed(act.fault, stream);
      const usage = { prompt_tokens: act.usage?.input ?? 100, completion_tokens: act.usage?.output ?? 10, total_tokens: 110 };
      return stream
        ? events([...tokensOf(act.answer).map((response) => ({ response })), { response: "", usage }], "done")
        : { response: act.answer, usage };
    },
  };
}

function failed(fault: ModelFault, stream: boolean): unknown {
  switch (fault) {
    case "rate-limited":
      throw new Error("3036: you have used up your daily free allocation");
    case "server-error":
      throw new Error("3040: Capacity temporarily exceeded, please try again.");
    case "hang":
      return new Promise(() => undefined);
    case "cut":
      return events([{ response: "A refund" }], "cut");
    case "garbage":
      return stream ? events(["{]", "\u0000"], "cut") : "garbage";
    case "endless":
      return endless();
    case "empty":
      return stream ? events([], "done") : { response: "" };
    case "slow":
      return stream ? new ReadableStream() : new Promise(() => undefined);
  }
}

const line = (data: unknown): Uint8Array => new TextEncoder().encode(`data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);

const events = (data: readonly unknown[], end: "done" | "cut"): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const each of data) controller.enqueue(line(each));
      if (end === "done") controller.enqueue(line("[DONE]"));
      controller.close();
    },
  });

const endless = (): ReadableStream<Uint8Array> =>
  new ReadableStream({ pull: (controller) => controller.enqueue(line({ response: "refund " })) });
