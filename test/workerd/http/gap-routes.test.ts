/** From a question that nobody could answer to the article that answers it: gathered without personal data, grouped, asked again, settled, erased. */
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { GapListSchema, GapsSettledSchema, TriedQuestionSchema } from "#contracts/gaps";
import { ask, askAsOperator, knowTrams, refusalOf, startConversation, type Visitor } from "../desk.ts";
import { join } from "../visitor-socket.ts";
import { ring } from "../time.ts";

beforeAll(knowTrams);
beforeEach(async () => {
  await env.DB.batch(["gaps", "turn_facts"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});

async function says(...texts: string[]): Promise<Visitor> {
  const visitor = await startConversation();
  const socket = await join(visitor);
  for (const [n, text] of texts.entries()) {
    socket.send({ type: "message", id: `m${n}`, text });
    await socket.event("answer.completed");
  }
  // The conversation's alarm, without waiting for it: it tells the facts.
  await ring(visitor);
  return visitor;
}

const gaps = async () => GapListSchema.parse(await (await askAsOperator("/v1/gaps")).json());
const tryOut = async (question: string) =>
  TriedQuestionSchema.parse(await (await askAsOperator("/v1/ask", { method: "POST", body: { question } })).json());

test("a question that was answered is no gap; one that was not is, without the personal data in it", async () => {
  await says("take a bicycle along");
  const visitor = await says("do you sell gift vouchers? write to zoe@mail.example or 4111 1111 1111 1111");
  const { groups, open, waiting } = await gaps();
  expect([open, waiting]).toEqual([1, 0]);
  expect(groups[0]?.gaps[0]).toMatchObject({
    conversation: visitor.id,
    turn: `${visitor.id}-t1`,
    question: "do you sell gift vouchers? write to [e-mail] or [card ending 1111]",
  });
  expect(JSON.stringify((await env.DB.prepare("SELECT * FROM gaps").all()).results)).not.toContain("zoe");
});

test("questions that ask for the same are one group, most often asked first", async () => {
  await says("do you sell gift vouchers?");
  await says("where can I buy a gift voucher");
  await says("is there wifi at the depot of the moon");
  const { groups } = await gaps();
  expect(groups.map(({ size }) => size)).toEqual([2, 1]);
  expect(groups[0]?.question).toBe("do you sell gift vouchers?");
});

test("once the article is written the same question is answered with its source, and the gap is settled", async () => {
  await says("do you sell gift vouchers?");
  expect(await tryOut("do you sell gift vouchers?")).toMatchObject({ answered: false, citations: [] });
  const body = "We sell gift vouchers for trams at every kiosk, from 5 to 100 euros.";
  await askAsOperator("/v1/articles/gift-vouchers", { method: "PUT", body: { title: "Buy gift vouchers", body } });
  const again = await tryOut("do you sell gift vouchers?");
  expect(again).toMatchObject({ answered: true, citations: [{ article: "gift-vouchers" }] });
  expect(again.text).toContain("at every kiosk");
  const [group] = (await gaps()).groups;
  const turns = group?.gaps.map(({ turn }) => turn) ?? [];
  const settled = await askAsOperator("/v1/gaps/settle", { method: "POST", body: { turns, article: "gift-vouchers" } });
  expect(GapsSettledSchema.parse(await settled.json())).toEqual({ settled: 1 });
  expect((await gaps()).groups).toEqual([]);
  await askAsOperator("/v1/articles/gift-vouchers", { method: "DELETE" });
});

test("what is erased leaves no question behind, gathered or not", async () => {
  const [gathered, late] = [await says("do you sell gift vouchers?"), await says("do you sell gift vouchers?")];
  await gaps();
  for (const { id, token } of [gathered, late]) await ask(`/v1/conversations/${id}`, { method: "DELETE", token });
  // As a row that was on its way when the conversation was erased.
  await env.DB.prepare(
    "INSERT INTO turn_facts SELECT ?1, ?2, 1, ?3, NULL, NULL, NULL, 'offered_person', NULL, NULL, NULL, 1, 1, 0, 0, 0, 0, 0, 0, '[]'",
  )
    .bind(`${late.id}-t9`, late.id, Date.now())
    .run();
  expect((await gaps()).groups).toEqual([]);
  expect((await env.DB.prepare("SELECT * FROM gaps").all()).results).toEqual([]);
});

test.each([
  ["GET", "/v1/gaps"],
  ["POST", "/v1/gaps/settle"],
  ["POST", "/v1/ask"],
  ["GET", "/v1/articles/bicycles/versions"],
  ["GET", "/v1/articles/bicycles/versions/1"],
  ["POST", "/v1/articles/bicycles/versions/1/restore"],
  ["GET", "/v1/outcomes"],
])("%s %s is the operator's", async (method, path) => {
  const { token } = await startConversation();
  expect(await refusalOf(await ask(path, { method, token }))).toEqual({ status: 401, code: "operator_required" });
});
