/**
 * The desk's tools over HTTP. A call has a time for each attempt and a few attempts; redirects are not followed, and an answer is read up to a cap and parsed by the tool's own schema, so
 * that a field that nobody declared reaches no model and no customer. A tool whose host is not set, or that names a secret that is not, is not there.
 */
import { z } from "zod";
import { jsonIn } from "#domain/json";
import { fail, ok, type Result } from "#domain/result";
import type { Tool, ToolInput } from "#domain/tools";
import { type Asking, preparedAsking } from "#embedded/tools/fill";
import type { Clock } from "#ports/clock";
import type { CallEnd, CallOptions, Toolbox } from "#ports/tools";
import { textWithin } from "#adapters/wire/text-within";
import { inputParser, outputParser } from "./parsers.ts";
import { toolRequest } from "./tool-request.ts";

export type ToolHostClient = { base: URL; fetch: (url: URL, init: RequestInit) => Promise<Response> };

export type PreparedTools = {
  tools: ReadonlyMap<string, Tool>;
  asking: Asking;
  schemas: ReadonlyMap<string, { input: z.ZodType<Record<string, string | number | boolean>>; output: z.ZodType }>;
};

export type HttpToolboxOptions = {
  prepared: PreparedTools;
  hosts: ReadonlyMap<string, ToolHostClient>;
  secret: (name: string) => string | undefined;
  clock: Clock;
};

/** Bytes of an answer. */
export const maxAnswerBytes = 64 * 1024;
const waitMs = 150;

/** Once an isolate: patterns and parsers. */
export function prepareTools(tools: readonly Tool[]): PreparedTools {
  const schemas = new Map(tools.map((tool) => [tool.name, { input: inputParser(tool), output: outputParser(tool.output) }]));
  return { tools: new Map(tools.map((tool) => [tool.name, tool])), asking: preparedAsking(tools), schemas };
}

export class HttpToolbox implements Toolbox {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly #options: HttpToolboxOptions;

  constructor(options: HttpToolboxOptions) {
    this.#options = options;
    this.tools = options.prepared.tools;
  }

  asked: Asking = (text, told) => this.#options.prepared.asking(text, told);

  read(tool: Tool, input: unknown): Result<ToolInput, { reason: "invalid_input"; detail: string }> {
    const parsed = this.#options.prepared.schemas.get(tool.name)?.input.safeParse(input);
    if (parsed?.success === true) return ok(parsed.data);
    return fail({ reason: "invalid_input", detail: parsed ? z.prettifyError(parsed.error) : "there is no such tool" });
  }

  async call(tool: Tool, input: ToolInput, { customer, key, signal }: CallOptions): Promise<CallEnd> {
    const { hosts, secret, clock } = this.#options;
    const host = hosts.get(tool.call.host);
    if (!host) return { outcome: "refused", status: 0 };
    const made = toolRequest(tool, input, { base: host.base, customer, secret, key });
    if (!made.ok) return made.error.reason === "unsafe_value" ? { outcome: "not_found" } : { outcome: "refused", status: 0 };
    let end: CallEnd = { outcome: "unsure", reason: "unavailable" };
    for (let attempt = 0; attempt <= tool.call.retries; attempt++) {
      if (attempt > 0) await clock.sleep(waitMs * attempt, signal);
      end = await this.#attempt(tool, host, made.value, signal);
      signal.throwIfAborted();
      if (end.outcome !== "unsure" || end.reason === "unreadable" || end.reason === "too_large") return end;
    }
    return end;
  }

  async #attempt(tool: Tool, host: ToolHostClient, { url, init }: { url: URL; init: RequestInit }, signal: AbortSignal): Promise<CallEnd> {
    const cut = new AbortController();
    const onAbort = (): void => cut.abort(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    const late = Promise.withResolvers<CallEnd>();
    // Whoever ignores its signal is not waited for.
    const cancel = this.#options.clock.after(tool.call.timeoutMs, () => {
      cut.abort(new Error("timed out"));
      late.resolve({ outcome: "unsure", reason: "timed_out" });
    });
    try {
      return await Promise.race([this.#ask(tool, host, url, { ...init, signal: cut.signal }), late.promise]);
    } finally {
      cancel();
      signal.removeEventListener("abort", onAbort);
    }
  }

  async #ask(tool: Tool, { fetch }: ToolHostClient, url: URL, init: RequestInit): Promise<CallEnd> {
    try {
      const response = await fetch(url, init);
      const { status } = response;
      if (status === 404 || status === 410) return await discarded(response, { outcome: "not_found" });
      if (status === 408 || status === 425 || status === 429 || status >= 500)
        return await discarded(response, { outcome: "unsure", reason: "unavailable" });
      // A redirect is an answer that the desk does not follow.
      if (status < 200 || status >= 300) return await discarded(response, { outcome: "refused", status });
      const text = await textWithin(response, maxAnswerBytes);
      if (text === null) return { outcome: "unsure", reason: "too_large" };
      const output = this.#options.prepared.schemas.get(tool.name)?.output.safeParse(jsonIn(text));
      return output?.success === true ? { outcome: "done", output: output.data } : { outcome: "unsure", reason: "unreadable" };
    } catch {
      return { outcome: "unsure", reason: "unreachable" };
    }
  }
}

async function discarded(response: Response, end: CallEnd): Promise<CallEnd> {
  await response.body?.cancel();
  return end;
}
