/** What a customer leaves behind: a rating of the whole conversation, an address for the answer. */
import { env } from "cloudflare:workers";
import { expect, onTestFinished, test, vi } from "vitest";
import { workersClock } from "#adapters/platform/workers-clock";
import { RatingsSchema } from "#contracts/ratings";
import { eventually } from "../eventually.ts";
import { ask, askAsOperator, conversationOf, eventsOf, refusalOf, startConversation, storyOf, type Visitor } from "../desk.ts";
import { join } from "../visitor-socket.ts";
import { ring } from "../time.ts";

const rate = (visitor: Visitor, body: object) =>
  ask(`/v1/conversations/${visitor.id}/rating`, { method: "POST", token: visitor.token, body });
const leave = (visitor: Visitor, body: object) =>
  ask(`/v1/conversations/${visitor.id}/contact`, { method: "POST", token: visitor.token, body });
const rowsOf = async ({ id }: Visitor): Promise<unknown[]> =>
  (await env.DB.prepare("SELECT score, comment, spoken_by FROM ratings WHERE conversation = ?1").bind(id).all()).results;
const addressesIn = async (visitor: Visitor): Promise<string[]> =>
  (await eventsOf(visitor)).flatMap(({ event }) => (event.type === "customer.contact" ? [event.email] : []));

test("a closed conversation is rated once over the socket, and the desk's database hears of it", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ type: "rate", score: 4 });
  expect(await socket.frame("error")).toMatchObject({ code: "conversation_open" });
  await conversationOf(visitor).takeOver("Ada");
  await conversationOf(visitor).reply({ id: "o1", operator: "Ada", text: "Hello" });
  await conversationOf(visitor).close();
  socket.send({ type: "rate", score: 4, comment: "quick and clear" });
  expect((await socket.event("conversation.rated")).event).toEqual({ type: "conversation.rated", score: 4, comment: "quick and clear" });
  await eventually(async () => expect(await rowsOf(visitor)).toEqual([{ score: 4, comment: "quick and clear", spoken_by: "person" }]));
});

test("the same rating again is answered alike, another one is refused", async () => {
  const visitor = await startConversation();
  await conversationOf(visitor).close();
  const first = await rate(visitor, { score: 2, comment: "slow" });
  expect(first.status).toBe(202);
  expect(await (await rate(visitor, { score: 2, comment: "slow" })).json()).toEqual(await first.json());
  expect(await refusalOf(await rate(visitor, { score: 5 }))).toEqual({ status: 409, code: "already_rated" });
  expect((await storyOf(visitor)).filter((type) => type === "conversation.rated")).toHaveLength(1);
});

test.for([{ score: 0 }, { score: 6 }, { score: 2.5 }, { score: 3, comment: "x".repeat(2001) }, { score: 3, more: 1 }, {}])(
  "a rating that is not one is refused: %j",
  async (body) => {
    const visitor = await startConversation();
    await conversationOf(visitor).close();
    expect(await refusalOf(await rate(visitor, body))).toEqual({ status: 400, code: "invalid_request" });
  },
);

test("a rating that the database does not take at once is told again at the alarm", async () => {
  const visitor = await startConversation();
  await conversationOf(visitor).close();
  await env.DB.exec("ALTER TABLE ratings RENAME TO ratings_away");
  expect((await rate(visitor, { score: 1 })).status).toBe(202);
  await env.DB.exec("ALTER TABLE ratings_away RENAME TO ratings");
  expect(await rowsOf(visitor)).toEqual([]);
  const later = Date.now() + 3_600_000;
  const clock = vi.spyOn(workersClock, "now").mockImplementation(() => later);
  onTestFinished(() => clock.mockRestore());
  await ring(visitor);
  expect(await rowsOf(visitor)).toEqual([{ score: 1, comment: null, spoken_by: "ai" }]);
});

test("the desk reads what was given in a period, newest first, with the figures of all of it", async () => {
  const from = new Date().toISOString();
  for (const score of [5, 5, 2]) {
    const visitor = await startConversation();
    await conversationOf(visitor).close();
    await rate(visitor, { score });
    await eventually(async () => expect(await rowsOf(visitor)).toHaveLength(1));
  }
  const read = await askAsOperator(`/v1/ratings?from=${from}&limit=2`);
  const { count, mean, byScore, ratings } = RatingsSchema.parse(await read.json());
  expect({ count, mean, byScore }).toEqual({ count: 3, mean: 4, byScore: [0, 1, 0, 0, 2] });
  expect(ratings.map(({ score }) => score)).toEqual([2, 5]);
  expect(await refusalOf(await ask("/v1/ratings"))).toEqual({ status: 401, code: "operator_required" });
});

test("an address is noted once, a newer one beside it, what is none is refused", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ type: "contact", email: "nora@customers.example" });
  await socket.event("customer.contact");
  expect((await leave(visitor, { email: "nora@customers.example" })).status).toBe(202);
  expect((await leave(visitor, { email: "nora@home.example" })).status).toBe(202);
  expect(await addressesIn(visitor)).toEqual(["nora@customers.example", "nora@home.example"]);
  for (const email of ["nora", "nora@", "a b@c.example", `${"n".repeat(250)}@c.example`])
    expect(await refusalOf(await leave(visitor, { email }))).toEqual({ status: 400, code: "invalid_request" });
  await conversationOf(visitor).close();
  expect(await refusalOf(await leave(visitor, { email: "nora@new.example" }))).toEqual({ status: 409, code: "conversation_closed" });
});

test("rating and address go with the conversation, and the address was never logged", async () => {
  const printed = vi.spyOn(console, "log");
  onTestFinished(() => printed.mockRestore());
  const visitor = await startConversation();
  await leave(visitor, { email: "nora@customers.example" });
  await conversationOf(visitor).close();
  await rate(visitor, { score: 3, comment: "a secret opinion" });
  await eventually(async () => expect(await rowsOf(visitor)).toHaveLength(1));
  expect((await ask(`/v1/conversations/${visitor.id}`, { method: "DELETE", token: visitor.token })).status).toBe(204);
  expect(await rowsOf(visitor)).toEqual([]);
  expect(await eventsOf(visitor)).toEqual([]);
  expect(JSON.stringify(printed.mock.calls)).not.toMatch(/nora@|secret opinion/);
});
