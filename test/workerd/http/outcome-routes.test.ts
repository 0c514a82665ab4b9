/** Outcomes, counted from made-up facts where every figure is known. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { BadAnswersSchema, OutcomesSchema } from "#contracts/outcomes";
import { eventually } from "../eventually.ts";
import { ask, askAsOperator, conversationOf, knowTrams, refusalOf, startConversation, storyOf } from "../desk.ts";
import { ring } from "../time.ts";

const hour = 3_600_000;
const start = Date.parse("2026-10-01T10:00:00Z");
const id = (n: number): string => n.toString(16).padStart(32, "0");

type Turn = { n?: number; atHours: number; outcome: string; rung?: string; cost?: number };

const turn = (conversation: number, { n = 1, atHours, outcome, rung = "embedded", cost = 0 }: Turn) =>
  env.DB.prepare(
    "INSERT INTO turn_facts SELECT ?1, ?2, ?3, ?4, 'general', 0.9, 'en', ?5, NULL, ?6, NULL, 1, 1, 0, 0, ?7, 1, 0, 1, '[]'",
  ).bind(`${id(conversation)}-t${n}`, id(conversation), n, start + atHours * hour, outcome, rung, cost);
const ticket = (conversation: number, reason: string, atHours: number) =>
  env.DB.prepare(
    "INSERT INTO tickets (handoff, conversation, reason, status, brief, opened_at, changed_at) VALUES (?1, ?2, ?3, 'open', '{}', ?4, ?4)",
  ).bind(`${id(conversation)}-h1`, id(conversation), reason, start + atHours * hour);
const rating = (conversation: number, score: number) =>
  env.DB.prepare("INSERT INTO ratings (conversation, at, score, spoken_by) VALUES (?1, ?2, ?3, 'ai')").bind(id(conversation), start, score);

const thumb = (conversation: number, word: "up" | "down", reason: string | null = null, atHours = 0) =>
  env.DB.prepare("INSERT INTO thumbs (run, conversation, at, rating, reason) VALUES (?1, ?2, ?3, ?4, ?5)").bind(
    `${id(conversation)}-t1`,
    id(conversation),
    start + atHours * hour,
    word,
    reason,
  );

const outcomes = async (query = "?from=2026-10-01&to=2026-10-31") =>
  OutcomesSchema.parse(await (await askAsOperator(`/v1/outcomes${query}`)).json());

beforeEach(async () => {
  await env.DB.batch(
    ["turn_facts", "tickets", "ratings", "thumbs", "turn_flags", "brief_costs"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  );
});

test("a desk where nothing happened says so, with nothing divided by nothing", async () => {
  expect(await outcomes()).toMatchObject({
    conversations: 0,
    resolved: { count: 0, of: 0 },
    reopened: { count: 0, of: 0 },
    csat: { count: 0, mean: null },
    cost: { micros: 0, perResolvedMicros: null },
    days: [],
  });
});

test("resolved is answered without a person; who never asked anything does not count", async () => {
  await env.DB.batch([
    turn(1, { atHours: 0, outcome: "answered", cost: 300 }),
    turn(2, { atHours: 0, outcome: "offered_person" }),
    turn(3, { atHours: 0, outcome: "answered" }),
    turn(3, { n: 2, atHours: 0.1, outcome: "handed_off" }),
    ticket(3, "asked_for_person", 0.1),
    turn(4, { atHours: 0, outcome: "courtesy" }),
    turn(5, { atHours: 0, outcome: "answered", rung: "model", cost: 700 }),
  ]);
  expect(await outcomes()).toMatchObject({
    conversations: 5,
    turns: 6,
    resolved: { count: 2, of: 4 },
    handedOff: { count: 1, of: 5 },
    handoffReasons: [{ reason: "asked_for_person", count: 1 }],
    answeredBy: [
      { rung: "embedded", count: 2 },
      { rung: "model", count: 1 },
    ],
    cost: { micros: 1_000, perResolvedMicros: 500 },
  });
});

test("reopened is another question after half an hour and within 72 hours; a thank-you is none, nor what comes later", async () => {
  await env.DB.batch([
    turn(1, { atHours: 0, outcome: "answered" }),
    turn(1, { n: 2, atHours: 0.4, outcome: "answered" }), // the same visit
    turn(2, { atHours: 0, outcome: "answered" }),
    turn(2, { n: 2, atHours: 20, outcome: "answered" }), // came back
    turn(3, { atHours: 0, outcome: "answered" }),
    turn(3, { n: 2, atHours: 20, outcome: "courtesy" }),
    turn(4, { atHours: 0, outcome: "answered" }),
    turn(4, { n: 2, atHours: 73, outcome: "answered" }),
  ]);
  expect(await outcomes()).toMatchObject({ resolved: { count: 4, of: 4 }, reopened: { count: 1, of: 4 } });
});

test("who was answered less than 72 hours ago may still come back, and is not counted among those who could have", async () => {
  const now = (Date.now() - start) / hour;
  await env.DB.batch([turn(1, { atHours: now - 10, outcome: "answered" }), turn(2, { atHours: now - 100, outcome: "answered" })]);
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const found = await outcomes(`?from=${day(Date.now() - 9 * 24 * hour)}&to=${day(Date.now())}`);
  expect(found).toMatchObject({ resolved: { count: 2, of: 2 }, reopened: { count: 0, of: 1 } });
});

test("a period takes in its first and its last day, and no other", async () => {
  await env.DB.batch([-10.1, -10, 13.9, 14].map((atHours, n) => turn(n + 1, { atHours, outcome: "answered" })));
  expect((await outcomes("?from=2026-10-01&to=2026-10-01")).turns).toBe(2);
});

test("satisfaction is a mean with its number and its shares", async () => {
  await env.DB.batch([rating(1, 5), rating(2, 4), rating(3, 5)]);
  expect((await outcomes()).csat).toEqual({ count: 3, mean: 14 / 3, byScore: [0, 0, 0, 1, 2] });
});

test("helpful is out of the answers that were rated, by rung and intent; reasons in other spelling count together", async () => {
  await env.DB.batch([
    turn(1, { atHours: 0, outcome: "answered" }),
    turn(2, { atHours: 0, outcome: "answered", rung: "model" }),
    turn(3, { atHours: 0, outcome: "answered" }),
    turn(4, { atHours: 0, outcome: "answered" }),
    turn(5, { atHours: 0, outcome: "offered_person" }),
    thumb(1, "up"),
    thumb(2, "down", "Too long "),
    thumb(3, "down", "too long"),
    thumb(6, "up", null, 24 * 60),
  ]);
  expect(await outcomes()).toMatchObject({
    helpful: { count: 1, of: 3 },
    thumbsOf: 4,
    thumbs: [
      { by: "intent", name: "general", up: 1, down: 2 },
      { by: "rung", name: "embedded", up: 1, down: 1 },
      { by: "rung", name: "model", up: 0, down: 1 },
    ],
    thumbReasons: [{ reason: "Too long", count: 2 }],
  });
  const bad = await askAsOperator("/v1/outcomes/not-helpful?from=2026-10-01&to=2026-10-31");
  expect(BadAnswersSchema.parse(await bad.json()).answers).toMatchObject([
    { turn: `${id(2)}-t1`, reason: "Too long ", intent: "general", flagged: false },
    { turn: `${id(3)}-t1`, reason: "too long" },
  ]);
});

test("a thumb that a customer gives arrives, the newest counts, and it goes with the conversation", async () => {
  await knowTrams();
  const visitor = await startConversation();
  await conversationOf(visitor).post({ id: "m1", text: "How do I get a refund for a late tram?" });
  await eventually(async () => expect(await storyOf(visitor)).toContain("answer.completed"));
  const give = (body: object) =>
    ask(`/v1/conversations/${visitor.id}/feedback`, { method: "POST", token: visitor.token, body: { turn: `${visitor.id}-t1`, ...body } });
  await give({ rating: "up" });
  await give({ rating: "down", reason: "wrong tram" });
  await ring(visitor);
  const rows = async () =>
    (await env.DB.prepare("SELECT rating, reason FROM thumbs WHERE conversation = ?1").bind(visitor.id).all()).results;
  await eventually(async () => expect(await rows()).toEqual([{ rating: "down", reason: "wrong tram" }]));
  const today = new Date().toISOString().slice(0, 10);
  await eventually(async () => expect((await outcomes(`?from=${today}&to=${today}`)).helpful).toEqual({ count: 0, of: 1 }));
  await askAsOperator(`/v1/conversations/${visitor.id}`, { method: "DELETE" });
  expect(await rows()).toEqual([]);
});

test.each(["?from=2026-10-02&to=2026-10-01", "?from=2020-01-01&to=2026-10-01", "?from=yesterday"])("%s is no period", async (query) => {
  expect(await refusalOf(await askAsOperator(`/v1/outcomes${query}`))).toEqual({ status: 400, code: "invalid_request" });
});
