/** Every exchange in `test/fixtures/exchanges`, played back through the real providers: what came over the wire is what the desk can use. `npm run record` adds exchanges of real models. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ExchangeSchema } from "../../../scripts/record/exchange.ts";
import { probes } from "../../../scripts/record/probes.ts";
import { type Answer, openAiWire, workersAiWire } from "../../../scripts/record/wires.ts";
import { inRepository } from "../../../scripts/repository.ts";

const folder = inRepository("test", "fixtures", "exchanges");
const exchanges = readdirSync(folder).map((file) => ({
  file,
  ...ExchangeSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))),
}));

test.each(exchanges)(
  "$file gives what the desk needs, and what the desk asks is what was answered",
  async ({ probe, provider, model, ...kept }) => {
    const asked: object[] = [];
    const answer: Answer = async (path, request) => {
      asked.push({ path, request });
      return kept.response;
    };
    const wire = provider === "workers-ai" ? { ...workersAiWire(answer), close: async () => undefined } : await openAiWire(answer);
    onTestFinished(() => wire.close());
    const said = await probes[probe](`${provider}/${model}`, wire.settings);
    expect(said).toMatch(
      {
        stream: /refund[^]*stop, \d+ \+ \d+ tokens/,
        json: /billing 0\.\d+/,
        embedding: /2 vectors of \d+ dimensions/,
        reranking: /best first: 1/,
      }[probe],
    );
    // Of an exchange that was written by hand there is no request that was answered.
    const answered = kept.path === undefined ? asked.slice(0, 1) : [{ path: kept.path, request: kept.request }];
    expect(asked).toEqual(answered);
  },
);

test("an exchange whose stream breaks off is no use, and is said to be none", async () => {
  const wire = await openAiWire(async () => ({
    status: 200,
    contentType: "text/event-stream",
    body: 'data: {"choices":[{"delta":{"content":"A ref',
  }));
  await expect(probes.stream("openai-compatible/m", wire.settings)).rejects.toThrow("stream ended without");
  await wire.close();
});

test("no fixture holds a key or an account", () => {
  for (const { file } of exchanges)
    expect(readFileSync(join(folder, file), "utf8")).not.toMatch(/authorization|bearer |accounts\/[0-9a-f]{32}/i);
});
