import { expect, test } from "vitest";
import { gatheredEvents } from "#adapters/models/gathered-events";

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
const piece = (content: string, more: object = {}): string =>
  event({ id: "x", choices: [{ index: 0, delta: { content }, finish_reason: null, ...more }] });
const end = event({ id: "x", choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
const usage = event({ id: "x", choices: [], usage: { prompt_tokens: 3 } });

/** What comes out, chunk by chunk, when these bytes go in. */
async function through(...chunks: Uint8Array[]): Promise<string[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const seen: string[] = [];
  for await (const chunk of gatheredEvents(body)) seen.push(new TextDecoder().decode(chunk));
  return seen;
}

const texts = (...chunks: string[]): Uint8Array[] => chunks.map((chunk) => new TextEncoder().encode(chunk));
/** Pieces that pass as they come, because the answer has only begun. */
const begun = Array.from({ length: 4 }, (_, n) => piece(`${n} `));
const textIn = (seen: readonly string[]): string =>
  [...seen.join("").matchAll(/"content":"([^"]*)"/g)].map(([, text = ""]) => text).join("");

test("the first pieces pass as they came, those that follow at once are one, and the end comes after them", async () => {
  const seen = await through(...texts(...begun, piece(" refund"), piece(" takes"), end, usage, "data: [DONE]\n\n"));
  expect(seen.slice(0, begun.length)).toEqual(begun);
  const [rest = "", ...after] = seen.slice(begun.length);
  expect(rest).toContain('"content":" refund takes"');
  expect(rest.endsWith(end)).toBe(true);
  expect(after).toEqual([usage, "data: [DONE]\n\n"]);
});

test("what waits comes by itself when the model falls silent, and a reader who leaves ends the reading", async () => {
  const isLeft = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of texts(...begun, piece("B"), piece("C"))) controller.enqueue(chunk);
    },
    cancel: () => isLeft.resolve(),
  });
  const reader = gatheredEvents(body).getReader();
  for (const chunk of texts(...begun)) expect((await reader.read()).value).toEqual(chunk);
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('"content":"BC"');
  await reader.cancel();
  await isLeft.promise;
});

test("events that are cut anywhere, even within a letter, come out whole", async () => {
  const bytes = new TextEncoder().encode(`${piece("Ü")}${piece("ber")}${end}`);
  const seen = await through(...Array.from(bytes, (byte) => Uint8Array.of(byte)));
  expect(textIn(seen)).toBe("Über");
  expect(seen.at(-1)).toBe(end);
});

test("what is more than text is never joined", async () => {
  const tool = event({ choices: [{ delta: { tool_calls: [{ index: 0 }] }, finish_reason: null }] });
  const reasoning = event({ choices: [{ delta: { content: "x", reasoning_content: "y" }, finish_reason: null }] });
  const last = piece("z", { finish_reason: "length" });
  const parts = [...begun, piece("B"), tool, piece("C"), reasoning, last];
  const read = (chunks: readonly string[]): unknown[] =>
    chunks
      .join("")
      .split("\n\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line.slice("data: ".length)));
  expect(read(await through(...texts(...parts)))).toEqual(read(parts));
});

test("garbage and named events pass as they came", async () => {
  const garbage = 'data: {"choices": [{]]\n\n';
  expect(await through(...texts(garbage))).toEqual([garbage]);
  const named = `event: delta\n${piece("A")}event: delta\n${piece("B")}`;
  expect((await through(...texts(named))).join("")).toBe(named);
});

test("a stream that breaks off gives what it had, and its half line", async () => {
  const seen = await through(...texts(piece("A"), piece("B"), 'data: {"choices": [{"del'));
  expect(textIn(seen)).toBe("AB");
  expect(seen.at(-1)).toBe('data: {"choices": [{"del');
});
