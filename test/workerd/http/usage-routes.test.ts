import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { workersClock } from "#adapters/platform/workers-clock";
import { D1TurnFacts } from "#adapters/turns/d1-turn-facts";
import type { TurnFacts } from "#contracts/turn-facts";
import { RunsPageSchema, UsageSchema } from "#contracts/usage";
import { ask, askAsOperator, refusalOf } from "../desk.ts";

const store = new D1TurnFacts({ database: env.DB, clock: workersClock });
const conversationOf = (digit: string): string => digit.repeat(32);

const factsFor = (digit: string, turn: number, given: Partial<TurnFacts> = {}): TurnFacts => ({
  run: `${conversationOf(digit)}-t${turn}`,
  conversation: conversationOf(digit),
  turn,
  at: Date.parse("2026-11-20T10:00:00Z"),
  intent: "billing",
  confidence: 0.5,
  language: "en",
  outcome: "answered",
  reason: null,
  rung: "model",
  model: "house/small",
  starts: 1,
  attempts: 1,
  tokensIn: 100,
  tokensOut: 10,
  costMicros: 7,
  ownMs: 20,
  modelMs: 300,
  tookMs: 320,
  articles: ["refund-times"],
  ...given,
});

beforeAll(async () => {
  await store.keep([
    factsFor("a", 1),
    factsFor("a", 2, { at: Date.parse("2026-11-21T00:00:00Z"), intent: null, costMicros: 3 }),
    factsFor("b", 1, {
      rung: "embedded",
      model: null,
      tokensIn: 0,
      tokensOut: 0,
      costMicros: 0,
      ownMs: 900,
      outcome: "handed_off",
      articles: [],
    }),
    {
      run: `${conversationOf("b")}-h1`,
      conversation: conversationOf("b"),
      at: Date.parse("2026-11-21T09:00:00Z"),
      model: "house/small",
      tokensIn: 50,
      tokensOut: 5,
      costMicros: 4,
    },
  ]);
});

const usage = async (query: string) => UsageSchema.parse(await (await askAsOperator(`/v1/usage?${query}`)).json());
const runs = async (query: string) => RunsPageSchema.parse(await (await askAsOperator(`/v1/runs?${query}`)).json());
const all = "from=2026-11-20&to=2026-11-22";

test("days are summed up in UTC, with what briefs have cost, and the total is the sum of the groups", async () => {
  const { groups, total } = await usage(`${all}&group=day`);
  expect(groups).toEqual([
    { key: "2026-11-20", turns: 2, tokensIn: 100, tokensOut: 10, costMicros: 7 },
    { key: "2026-11-21", turns: 1, tokensIn: 150, tokensOut: 15, costMicros: 7 },
  ]);
  expect(total).toEqual({ turns: 3, tokensIn: 250, tokensOut: 25, costMicros: 14 });
});

test.each([
  ["intent", ["billing", "brief", "none"]],
  ["model", ["house/small", "embedded"]],
  ["rung", ["model", "brief", "embedded"]],
  ["conversation", [conversationOf("a"), conversationOf("b")]],
])("by %s, the dearest comes first", async (group, keys) => {
  expect((await usage(`${all}&group=${group}`)).groups.map(({ key }) => key)).toEqual(keys);
});

test("a span without turns is all noughts, and one that ends before it begins is refused", async () => {
  expect((await usage("from=2020-01-01&to=2020-01-02")).total).toEqual({ turns: 0, tokensIn: 0, tokensOut: 0, costMicros: 0 });
  expect(await refusalOf(await askAsOperator("/v1/usage?from=2026-11-22&to=2026-11-20"))).toEqual({ status: 400, code: "invalid_request" });
  expect(await refusalOf(await askAsOperator("/v1/usage?group=weather"))).toEqual({ status: 400, code: "invalid_request" });
});

test("turns are listed newest first, page by page, and none is told twice or left out when two came at once", async () => {
  const first = await runs("limit=1");
  const second = await runs(`limit=1&before=${first.next}`);
  const third = await runs(`limit=1&before=${second.next}`);
  expect([first, second, third].map(({ turns }) => turns.map(({ run }) => run.slice(-4)))).toEqual([["a-t2"], ["b-t1"], ["a-t1"]]);
  expect(third.next).toBeNull();
});

test.each([
  ["outcome=handed_off", 1],
  ["intent=billing", 2],
  ["rung=embedded", 1],
  ["slowerThan=500", 1],
  ["article=refund-times", 2],
  [`conversation=${conversationOf("a")}`, 2],
  ["outcome=handed_off&rung=model", 0],
])("with %s, %d are listed", async (query, count) => {
  expect((await runs(query)).turns).toHaveLength(count);
});

test("nobody but the desk sees any of it", async () => {
  for (const path of ["/v1/usage", "/v1/runs", "/v1/flags"]) expect((await ask(path)).status).toBe(401);
});
