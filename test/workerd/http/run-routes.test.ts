import { beforeAll, expect, test } from "vitest";
import { CitingAnswersSchema } from "#contracts/article-citations";
import { FlagListSchema } from "#contracts/flags";
import { RunsSchema } from "#contracts/runs";
import { ask, askAsOperator, conversationOf, eventsOf, knowTrams, refusalOf, startConversation, type Visitor } from "../desk.ts";
import { eventually } from "../eventually.ts";
import { join } from "../visitor-socket.ts";
import { ring } from "../time.ts";

let visitor: Visitor;

beforeAll(async () => {
  await knowTrams();
  visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ type: "message", id: "m1", text: "How do I get a refund for a late tram? Write to ada@example.com" });
  await socket.event("answer.completed");
});

const path = (rest: string): string => `/v1/conversations/${visitor.id}/${rest}`;

test("a run shows what each agent was given, gave and waited for, what came of it, and no personal data", async () => {
  const text = await (await askAsOperator(path("runs"))).text();
  const { runs, cost } = RunsSchema.parse(JSON.parse(text));
  expect(runs).toMatchObject([{ run: `${visitor.id}-t1`, status: "done", result: { kind: "answer" } }]);
  expect(runs[0]?.asked).toContain("[e-mail]");
  expect(text).not.toContain("ada@example.com");
  expect(runs[0]?.steps.find(({ step }) => step === "resolution")?.needs.toSorted()).toEqual(["knowledge", "router"]);
  expect(runs[0]?.steps.find(({ step }) => step === "knowledge")?.output).toMatchObject({
    passages: expect.arrayContaining([expect.objectContaining({ article: "refund-late-tram", score: expect.any(Number) })]),
  });
  expect(cost).toEqual({ tokensIn: 0, tokensOut: 0, costMicros: 0 });
  // The export is for whoever asks what is kept, and for replaying: nothing is taken out of it.
  expect(await (await askAsOperator(path("export"))).text()).toContain("ada@example.com");
});

test("the same as a Mermaid flowchart, by query or by the Accept header", async () => {
  const asked = await askAsOperator(path("runs?format=mermaid"));
  expect(asked.headers.get("content-type")).toBe("text/vnd.mermaid; charset=utf-8");
  const text = await asked.text();
  expect(text).toMatch(/^flowchart LR\n/);
  expect(text).toContain("knowledge: embedded");
  expect(await (await askAsOperator(path("runs"), { headers: { accept: "text/vnd.mermaid" } })).text()).toBe(text);
});

test("a bad answer is flagged once, listed, marked, and can be taken back", async () => {
  const flag = { turn: `${visitor.id}-t1`, why: "the wrong article", wanted: { kind: "answer", article: "lost-things" } };
  expect((await askAsOperator(path("flags"), { method: "POST", body: flag })).status).toBe(201);
  expect((await askAsOperator(path("flags"), { method: "POST", body: { ...flag, why: "quite wrong" } })).status).toBe(201);
  const listed = FlagListSchema.parse(await (await askAsOperator("/v1/flags")).json());
  expect(listed.flags).toMatchObject([{ turn: flag.turn, conversation: visitor.id, why: "quite wrong", wanted: flag.wanted }]);
  expect((await askAsOperator(`/v1/flags/${flag.turn}`, { method: "DELETE" })).status).toBe(204);
  expect(await refusalOf(await askAsOperator(`/v1/flags/${flag.turn}`, { method: "DELETE" }))).toEqual({ status: 404, code: "not_found" });
});

test("a turn that this conversation does not have cannot be flagged, and neither can a visitor flag one", async () => {
  const body = { turn: `${visitor.id}-t9`, why: "?" };
  expect(await refusalOf(await askAsOperator(path("flags"), { method: "POST", body }))).toEqual({ status: 404, code: "unknown_turn" });
  expect((await ask(path("flags"), { method: "POST", body, token: visitor.token })).status).toBe(401);
});

test("an erased conversation's flag goes with it", async () => {
  const other = await startConversation();
  await conversationOf(other).post({ id: "m1", text: "hello" });
  const turn = `${other.id}-t1`;
  const flagged = await askAsOperator(`/v1/conversations/${other.id}/flags`, { method: "POST", body: { turn, why: "Ada was cross" } });
  expect(flagged.status).toBe(201);
  await ask(`/v1/conversations/${other.id}`, { method: "DELETE", token: other.token });
  expect(await (await askAsOperator("/v1/flags")).text()).not.toContain(turn);
});

test("whoever edits an article reads which answers quoted it, with their words", async () => {
  const listed = async () =>
    CitingAnswersSchema.parse(await (await askAsOperator("/v1/articles/refund-late-tram/citations")).json()).answers.filter(
      ({ conversation }) => conversation === visitor.id,
    );
  await ring(visitor);
  await eventually(async () => expect(await listed()).toHaveLength(1));
  const [answer] = await listed();
  const log = await eventsOf(visitor);
  const completed = log.flatMap(({ event }) => (event.type === "answer.completed" ? event.citations : []))[0];
  expect(answer).toMatchObject({
    turn: `${visitor.id}-t1`,
    outcome: "answered",
    quotes: [{ section: completed?.section, quote: completed?.quote, version: completed?.version }],
  });
  expect((await ask("/v1/articles/refund-late-tram/citations", { token: visitor.token })).status).toBe(401);
});
