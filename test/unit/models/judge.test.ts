/** A second model's word on an answer, on top of the check by words. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { modelDesk, type PlayedTurn } from "../../doubles/model-desk.ts";
import { openAiCompatibleServer, type ScriptedServer } from "../../doubles/openai-compatible-server.ts";

const question = "How long does my refund take?";
/** Has all the passage's words, and says the opposite. */
const turned = "A refund takes no five working days [1].";
const honest = "A refund takes five working days [1].";

let server: ScriptedServer;
beforeAll(async () => {
  server = await openAiCompatibleServer(() => ({ answer: honest }));
});
afterAll(() => server.close());

const desk = (models = ["openai-compatible/one"]) =>
  modelDesk({ providers: { openAiCompatible: { url: server.url } }, models, judge: ["openai-compatible/judge"] });
const outcomes = ({ records }: PlayedTurn) => (records.get("resolution")?.calls ?? []).map(({ prompt, outcome }) => `${prompt} ${outcome}`);
const textOf = ({ decision }: PlayedTurn) => (decision.act === "reply" ? decision.reply.text : decision.text);

/** Says of sentence 1 what stands here. */
const verdict = (unsupported: number[]) => ({ answer: JSON.stringify({ unsupported }) });

test("what the judge supports stands, and the judge saw the cited passage and the sentence", async () => {
  server.play(({ model }) => (model === "judge" ? verdict([]) : { answer: honest }));
  const turn = await desk().turn(question);
  expect(textOf(turn)).toBe(honest);
  expect(outcomes(turn)).toEqual([expect.stringMatching(/^resolution\/\d+ done$/), "judge/1 done"]);
  expect(server.requests.findLast(({ model }) => model === "judge")?.messages.at(-1)?.text).toMatch(
    /five working days\.[^]*1\. A refund takes/,
  );
});

test("what it does not support is taken back, and the next model's answer replaces it", async () => {
  server.play(({ model, messages }) =>
    model === "judge" ? verdict(messages.at(-1)?.text.includes("no five") ? [1] : []) : { answer: model === "one" ? turned : honest },
  );
  const turn = await desk(["openai-compatible/one", "openai-compatible/two"]).turn(question);
  expect(textOf(turn)).toBe(honest);
  expect(turn.takes.at(-1)).toBe(honest);
  expect(turn.streamedAttempt).toBeGreaterThan(1);
});

test("when no model's answer is supported, the passage is quoted", async () => {
  server.play(({ model }) => (model === "judge" ? verdict([1]) : { answer: turned }));
  const turn = await desk().turn(question);
  expect(turn.rung).toBe("embedded");
  expect(textOf(turn)).toContain("A refund takes five working days");
});

test.each(["server-error", "garbage"] as const)("a judge with the fault %s lets the answer stand", async (fault) => {
  server.play(({ model }) => (model === "judge" ? { fault } : { answer: honest }));
  expect(textOf(await desk().turn(question))).toBe(honest);
});
