import { expect, test } from "vitest";
import { maxAnswerBytes } from "#adapters/tools/http-toolbox";
import { toolBudget } from "#conversation/turn-tools";
import { type Shop, shopTools, smallShop } from "./shop-double.ts";

const { signal } = new AbortController();
const outcomeOf = async (shop: Shop): Promise<string> =>
  (await shopTools(shop).turn(1).call("order_status", { order: "10423" }, signal)).outcome;

test("a read is made once a turn, after a restart of the turn, too; the next turn asks again", async () => {
  const { asked, turn } = shopTools();
  const first = await turn(1).call("order_status", { order: "10423" }, signal);
  const again = await turn(1).call("order_status", { order: "10423" }, signal);
  expect(again).toEqual(first);
  expect(asked).toHaveLength(1);
  await turn(2).call("order_status", { order: "10423" }, signal);
  expect(asked).toHaveLength(2);
});

test("what nobody declared in the tool's file is dropped", async () => {
  const answer = await shopTools().turn(1).call("order_status", { order: "10423" }, signal);
  expect(JSON.stringify(answer)).not.toContain("fool");
});

test("a hundred calls of one turn reach the shop as often as the budget allows", async () => {
  const { asked, turn } = shopTools();
  const tools = turn(1);
  for (let i = 0; i < 100; i++) await tools.call("order_status", { order: String(10_000 + i) }, signal);
  expect(asked).toHaveLength(toolBudget.calls);
});

test.each<[string, unknown]>([
  ["delete_everything", {}],
  ["order_status", { order: "1" }],
  ["order_status", {}],
  ["order_status", { order: "10423", customer: "vn-1002" }],
  ["order_status", null],
  ["order_status", "10423"],
  ["__proto__", {}],
])("what is no tool, or no input of it, calls nothing: %s %j", async (name, input) => {
  const { asked, turn } = shopTools();
  expect((await turn(1).call(name, input, signal)).outcome).toBe("not_called");
  expect(asked).toEqual([]);
});

test("a writing tool only ever reads, and gives a card; another customer's invoice gives none", async () => {
  const { asked, turn } = shopTools();
  expect(await turn(1).call("refund_invoice", { invoice: "INV-2041" }, signal)).toMatchObject({
    outcome: "proposed",
    card: { title: "Refund invoice INV-2041?", button: "Refund €166.90", input: { invoice: "INV-2041" } },
  });
  expect((await turn(2).call("refund_invoice", { invoice: "INV-2049" }, signal)).outcome).toBe("not_found");
  expect(asked.map(({ method, key }) => [method, key])).toEqual([
    ["GET", null],
    ["GET", null],
  ]);
});

test("a turn proposes one thing", async () => {
  const tools = shopTools().turn(1);
  await tools.call("refund_invoice", { invoice: "INV-2041" }, signal);
  expect((await tools.call("refund_invoice", { invoice: "INV-2041" }, signal)).outcome).toBe("not_called");
});

test("nothing is looked up for whoever is not known", async () => {
  const { asked, turn } = shopTools(smallShop, false);
  expect((await turn(1).call("order_status", { order: "10423" }, signal)).outcome).toBe("sign_in");
  expect(asked).toEqual([]);
});

test.each<[string, Shop, string]>([
  ["500", () => new Response("", { status: 500 }), "failed"],
  ["no connection", () => Promise.reject(new Error("gone")), "failed"],
  ["a redirect", () => new Response("", { status: 302, headers: { location: "https://evil.example" } }), "refused"],
  ["no JSON", () => new Response("<html>"), "failed"],
  ["another shape", () => Response.json({ order: 7 }), "failed"],
  ["a flood", () => new Response("x".repeat(maxAnswerBytes + 1)), "failed"],
  ["403", () => new Response("", { status: 403 }), "refused"],
  ["404", () => new Response("", { status: 404 }), "not_found"],
])("an answer that is %s is told as it is", async (_case, shop, outcome) => {
  expect(await outcomeOf(shop)).toBe(outcome);
});
