import { afterAll, beforeAll, expect, test } from "vitest";
import { type ModelFault, modelFaults } from "../../doubles/model-script.ts";
import { modelDesk, type PlayedTurn } from "../../doubles/model-desk.ts";
import { openAiCompatibleServer, type ScriptedServer } from "../../doubles/openai-compatible-server.ts";
import { scriptedAi } from "../../doubles/scripted-ai.ts";

const question = "How long does my refund take?";
const grounded = "A refund takes five working days [1]. It goes back to the card that you paid with [1].";
/** Long enough for a busy machine, short enough to wait for. */
const short = { idleMs: 1_500, totalMs: 4_000 };

let server: ScriptedServer;
beforeAll(async () => {
  server = await openAiCompatibleServer(() => ({ answer: grounded }));
});
afterAll(() => server.close());

const overHttp = (models = ["openai-compatible/one"], options = {}) =>
  modelDesk({ providers: { openAiCompatible: { url: server.url } }, models, limits: short, ...options });

const replyOf = ({ decision }: PlayedTurn) =>
  decision.act === "reply" ? decision.reply : { kind: decision.act, text: decision.text, citations: [] };
const setbacksOf = ({ records }: PlayedTurn) => (records.get("resolution")?.calls ?? []).map(({ outcome }) => outcome);

test("a streamed answer has its citation, and what was streamed is what stands", async () => {
  server.play(() => ({ answer: grounded, usage: { input: 321, output: 12 } }));
  const turn = await overHttp().turn(question);
  expect(replyOf(turn)).toMatchObject({ kind: "answer", text: grounded, citations: [{ n: 1, article: "refund-times" }] });
  expect(turn.rung).toBe("model");
  expect(turn.takes.at(-1)).toBe(grounded);
  expect(turn.records.get("resolution")?.calls).toMatchObject([
    {
      model: "openai-compatible/one",
      prompt: expect.stringMatching(/^resolution\/\d+$/),
      outcome: "done",
      tokens: { input: 321, output: 12 },
      costMicros: 345,
    },
  ]);
  // What a replay needs: the words as they came, and a name for what was asked.
  expect(turn.records.get("resolution")?.calls?.[0]).toMatchObject({ said: grounded, asked: expect.stringMatching(/^[0-9a-f]{16}$/) });
});

test("the binding of Workers AI gives the same answer through its own provider", async () => {
  const ai = scriptedAi(() => ({ answer: grounded }));
  const turn = await modelDesk({
    providers: { workersAi: { binding: bindingOf(ai) } },
    models: ["workers-ai/@cf/test"],
    limits: short,
  }).turn(question);
  expect(replyOf(turn)).toMatchObject({ kind: "answer", text: grounded });
  expect(ai.requests.at(-1)).toMatchObject({ model: "@cf/test", streamed: true });
});

test.each(modelFaults)("over HTTP, a model with the fault %s leaves the answer to the quoted passage", async (fault) => {
  server.play(() => ({ fault }));
  const turn = await overHttp().turn(question);
  expect(replyOf(turn)).toMatchObject({ kind: "answer", citations: [{ article: "refund-times" }] });
  expect(turn.rung).toBe("embedded");
  expect(setbacksOf(turn)).toEqual([outcomeOf[fault]]);
});

test.each(modelFaults.filter((fault) => fault !== "endless"))(
  "at the binding, a model with the fault %s leaves the answer to the quoted passage",
  async (fault) => {
    const ai = scriptedAi(() => ({ fault }));
    const turn = await modelDesk({
      providers: { workersAi: { binding: bindingOf(ai) } },
      models: ["workers-ai/@cf/test"],
      limits: short,
    }).turn(question);
    expect(replyOf(turn)).toMatchObject({ kind: "answer", citations: [{ article: "refund-times" }] });
    expect(setbacksOf(turn)).toHaveLength(1);
  },
);

test("a model that dies in mid-sentence is replaced by the next one, under a higher take", async () => {
  server.play(({ model }) => (model === "one" ? { fault: "cut" } : { answer: grounded }));
  const turn = await overHttp(["openai-compatible/one", "openai-compatible/two"]).turn(question);
  expect(turn.takes).toHaveLength(2);
  expect(turn.takes[1]).toBe(grounded);
  expect(turn.streamedAttempt).toBe(2);
  expect(setbacksOf(turn)).toEqual(["cut", "done"]);
});

test("once the breaker knows, a failing model is left alone and everybody is still answered", async () => {
  server.play(() => ({ fault: "server-error" }));
  const desk = overHttp();
  const before = server.requests.length;
  const turns: PlayedTurn[] = [];
  for (let n = 0; n < 30; n++) turns.push(await desk.turn(question));
  expect(turns.every((turn) => replyOf(turn).kind === "answer")).toBe(true);
  expect(server.requests.length - before).toBeLessThanOrEqual(5);
  expect(setbacksOf(turns[29] ?? turns[0]!)).toEqual(["breaker_open"]);
});

test.each(["conversation", "visitorDay", "day"] as const)(
  "a %s that has used up its budget is answered without a model, and the journal says why",
  async (cap) => {
    server.play(() => ({ answer: grounded }));
    const before = server.requests.length;
    const turn = await overHttp(["openai-compatible/one"], { caps: { [cap]: { tokens: 100, micros: 100 } } }).turn(question);
    expect(replyOf(turn).kind).toBe("answer");
    expect(turn.records.get("resolution")?.calls).toMatchObject([{ outcome: "over_budget", cap }]);
    expect(server.requests.length).toBe(before);
  },
);

test("what one visitor spends counts for the next conversation", async () => {
  server.play(() => ({ answer: grounded, usage: { input: 3_000, output: 100 } }));
  const desk = overHttp(["openai-compatible/one"], { caps: { visitorDay: { tokens: 6_000, micros: 1e9 } } });
  const outcomes: string[] = [];
  for (let n = 0; n < 4; n++) outcomes.push(...setbacksOf(await desk.turn(question, "same")));
  expect(outcomes[0]).toBe("done");
  expect(outcomes.at(-1)).toBe("over_budget");
  expect(setbacksOf(await desk.turn(question, "another"))).toEqual(["done"]);
});

test("a router's answer that does not fit is repaired once, and then the engine's guess stands", async () => {
  const desk = overHttp(["openai-compatible/one"], { unsure: true });
  server.play(({ wantsJson }) => (wantsJson ? { answer: "certainly!" } : { answer: "NO_ANSWER" }));
  const turn = await desk.turn(question);
  expect(turn.records.get("router")).toMatchObject({ outcome: "done", rung: "embedded" });
  expect(turn.records.get("router")?.calls?.map(({ outcome }) => outcome)).toEqual(["done", "done"]);
  server.play(({ wantsJson, messages }) => ({
    answer: !wantsJson
      ? grounded
      : messages.length > 2
        ? '{"intents":[{"label":"billing","confidence":0.9}],"sentiment":0,"language":"en","wantsPerson":false}'
        : "{}",
  }));
  expect((await desk.turn(question)).records.get("router")).toMatchObject({ rung: "model", output: { intent: "billing" } });
});

const outcomeOf: Record<ModelFault, string> = {
  "rate-limited": "rate_limited",
  "server-error": "unavailable",
  hang: "timed_out",
  cut: "cut",
  garbage: "invalid_output",
  endless: "cut",
  empty: "empty",
  slow: "timed_out",
};

/** The provider uses `run` alone. */
function bindingOf(ai: ReturnType<typeof scriptedAi>): Ai {
  if (!runs(ai)) throw new Error("a binding has run()");
  return ai;
}

const runs = (binding: object): binding is Ai => "run" in binding;
