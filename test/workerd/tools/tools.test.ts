/** Tools in whole turns, on the bottom rung, with the demo shop behind them: looked up for the customer alone, written once and only when confirmed. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { ConversationStartedSchema } from "#contracts/conversations";
import type { ConversationEvent } from "#contracts/events";
import { signIdentity } from "#http/identity-tokens";
import { eventually } from "../eventually.ts";
import { ask, conversationOf, eventsOf, knowTrams, refusalOf, startConversation, storyOf, type Visitor } from "../desk.ts";

const customers = { mara: "vn-1001", ilya: "vn-1002" };
let messages = 0;

beforeAll(knowTrams);

async function visit(who: keyof typeof customers): Promise<Visitor> {
  const identity = await signIdentity({ subject: customers[who], name: who, email: null }, env.IDENTITY_KEY ?? "", Date.now());
  return ConversationStartedSchema.parse(await (await ask("/v1/conversations", { method: "POST", body: { identity } })).json());
}

type Of<T extends ConversationEvent["type"]> = Extract<ConversationEvent, { type: T }>;
const lastOf = async <T extends ConversationEvent["type"]>(visitor: { id: string }, type: T): Promise<Of<T> | undefined> =>
  (await eventsOf(visitor)).map(({ event }) => event).findLast((event): event is Of<T> => event.type === type);

/** Says something and waits for the end of its turn. */
async function say(visitor: Visitor, text: string): Promise<Of<"answer.completed">> {
  messages += 1;
  const id = `m${messages}`;
  await ask(`/v1/conversations/${visitor.id}/messages`, { method: "POST", token: visitor.token, body: { id, text } });
  return eventually(async () => {
    const events = (await eventsOf(visitor)).map(({ event }) => event);
    const turn = events.find((event) => event.type === "turn.started" && event.message === id);
    const answer = events.find(
      (event): event is Of<"answer.completed"> =>
        event.type === "answer.completed" && turn?.type === "turn.started" && event.turn === turn.turn,
    );
    if (!answer) throw new Error(`no answer yet: ${events.map(({ type }) => type).join(" ")}`);
    return answer;
  });
}

const confirm = (visitor: Visitor, proposal: string, accept = true) =>
  ask(`/v1/conversations/${visitor.id}/confirm`, { method: "POST", token: visitor.token, body: { proposal, accept } });

const finished = (visitor: Visitor) =>
  eventually(async () => {
    const event = await lastOf(visitor, "tool.finished");
    if (event?.effect !== "write") throw new Error("not finished yet");
    return event;
  });

/** Refunds in the shop's own books. */
const refundsOf = async (invoice: string): Promise<number> =>
  Number((await env.DB.prepare("SELECT count(*) AS n FROM shop_refund WHERE invoice = ?").bind(invoice).first("n")) ?? 0);

test("an order is looked up for its customer, and the log says what was called", async () => {
  const mara = await visit("mara");
  const answer = await say(mara, "Where is my order 10423?");
  expect(answer).toMatchObject({ kind: "answer", citations: [], rung: "embedded" });
  expect(answer.text).toMatch(/^Your order 10423 \(Nook One, 6-pack of pods\) left us on \d+ \w+ \d{4} with Halden Parcel/);
  expect(await lastOf(mara, "tool.finished")).toMatchObject({
    tool: "order_status",
    effect: "read",
    outcome: "done",
    input: { order: "10423" },
    text: answer.text,
  });
});

test("'that invoice' is the one of the order that was just looked up; nothing is refunded before the card is confirmed", async () => {
  const mara = await visit("mara");
  await say(mara, "where's my parcel? order 10423");
  const answer = await say(mara, "please refund that invoice");
  expect(answer).toMatchObject({ kind: "confirm", citations: [] });
  const card = await lastOf(mara, "tool.proposed");
  expect(card).toMatchObject({
    title: "Refund invoice INV-2041?",
    button: "Refund €166.90",
    input: { invoice: "INV-2041" },
    turn: answer.turn,
  });
  expect(await refundsOf("INV-2041")).toBe(0);

  const [first, second] = await Promise.all([confirm(mara, card?.proposal ?? ""), confirm(mara, card?.proposal ?? "")]);
  expect([first.status, second.status]).toEqual([202, 202]);
  expect((await finished(mara)).text).toMatch(
    /^Done: €166\.90 of invoice INV-2041 is on its way back to your card ending 4242\. The refund has the number R-\d+\.$/,
  );
  expect(await (await confirm(mara, card?.proposal ?? "")).json()).toMatchObject({ decision: "confirmed" });
  expect(await refundsOf("INV-2041")).toBe(1);
  expect((await storyOf(mara)).filter((type) => type.startsWith("tool."))).toEqual([
    "tool.finished",
    "tool.finished",
    "tool.proposed",
    "tool.decided",
    "tool.finished",
  ]);
  // Refunded now: the assistant says so instead of asking.
  expect((await say(mara, "Refund invoice INV-2041")).text).toContain("was refunded on");
});

test("a plain yes as the next message confirms like the button, and both together do it once", async () => {
  const ilya = await visit("ilya");
  await say(ilya, "Refund invoice INV-1998");
  const { proposal } = (await lastOf(ilya, "tool.proposed")) ?? { proposal: "" };
  const [answer] = await Promise.all([say(ilya, "Yes!"), confirm(ilya, proposal)]);
  expect((await finished(ilya)).text).toContain("is on its way back");
  expect(await refundsOf("INV-1998")).toBe(1);
  expect((await storyOf(ilya)).filter((type) => type === "tool.decided")).toHaveLength(1);
  expect(answer.text).not.toBe("");
});

test("a yes that asks something else is a question, and the card stays", async () => {
  const ilya = await visit("ilya");
  await say(ilya, "Refund invoice INV-2049");
  await say(ilya, "yes but how long does a refund for a late tram take?");
  expect(await lastOf(ilya, "tool.decided")).toBeUndefined();
  expect(await refundsOf("INV-2049")).toBe(0);
});

test("what is declined is not done, and cannot be confirmed afterwards", async () => {
  const ilya = await visit("ilya");
  await say(ilya, "Refund invoice INV-2049");
  const card = await lastOf(ilya, "tool.proposed");
  expect((await confirm(ilya, card?.proposal ?? "", false)).status).toBe(202);
  expect(await refusalOf(await confirm(ilya, card?.proposal ?? ""))).toEqual({ status: 409, code: "proposal_decided" });
  expect(await refundsOf("INV-2049")).toBe(0);
});

test("the object is gone in the middle of the deed: it is done once all the same", async () => {
  const mara = await visit("mara");
  await say(mara, "Refund invoice INV-2017");
  const { proposal } = (await lastOf(mara, "tool.proposed")) ?? { proposal: "" };
  await confirm(mara, proposal);
  const { abortAllDurableObjects } = await import("cloudflare:test");
  await abortAllDurableObjects();
  await conversationOf(mara).events({ after: 0, limit: 1 });
  await confirm(mara, proposal);
  expect((await finished(mara)).outcome).toBe("done");
  expect(await refundsOf("INV-2017")).toBe(1);
});

test("another customer's order and invoice do not exist for this one", async () => {
  const ilya = await visit("ilya");
  expect((await say(ilya, "Where is my order 10423?")).text).toContain("I can't find an order 10423 in your account");
  const answer = await say(ilya, "Refund invoice INV-2033");
  expect(answer.text).toContain("I can't find an invoice INV-2033 in your account");
  expect(await lastOf(ilya, "tool.proposed")).toBeUndefined();
});

test("whoever is not signed in is asked to, and nothing is looked up", async () => {
  const stranger = await startConversation();
  const answer = await say(stranger, "Where is my order 10423?");
  expect(answer).toMatchObject({ kind: "question" });
  expect(answer.text).toContain("sign in");
  expect(await lastOf(stranger, "tool.finished")).toBeUndefined();
});

test("a person who takes over takes the card away", async () => {
  const mara = await visit("mara");
  await say(mara, "Refund invoice INV-2033");
  const { proposal } = (await lastOf(mara, "tool.proposed")) ?? { proposal: "" };
  await conversationOf(mara).requestHandoff();
  await conversationOf(mara).takeOver("Ana");
  expect(await lastOf(mara, "tool.decided")).toMatchObject({ proposal, decision: "withdrawn" });
  expect(await refusalOf(await confirm(mara, proposal))).toEqual({ status: 409, code: "proposal_decided" });
  expect(await refundsOf("INV-2033")).toBe(0);
});

test("nobody confirms what was never proposed here", async () => {
  const [mara, ilya] = [await visit("mara"), await visit("ilya")];
  expect(await refusalOf(await confirm(mara, `${mara.id}-p1`))).toEqual({ status: 404, code: "unknown_proposal" });
  expect(await refusalOf(await confirm(mara, `${ilya.id}-p1`))).toEqual({ status: 404, code: "unknown_proposal" });
});
