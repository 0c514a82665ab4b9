/** What becomes of a card over time: when the other side gives no answer, and when the customer answers in words. */
import { expect, test } from "vitest";
import { mostAttempts } from "#domain/proposals";
import { phrasesIn } from "#turn/phrases";
import { conversationWithShop } from "./conversation-with-shop.ts";
import { type Shop, smallShop } from "./shop-double.ts";

const say = phrasesIn("en").tools;

/** Reads are answered; the first `times` writes are not. */
const silentToWrites = (times = Infinity): Shop => {
  const keys: (string | null)[] = [];
  return (asked) => {
    if (asked.method === "GET") return smallShop(asked);
    keys.push(asked.key);
    return keys.length <= times ? new Response("", { status: 503 }) : smallShop(asked);
  };
};

async function withCard(shop: Shop = smallShop, locale = "en", text = "Refund invoice INV-2041") {
  const desk = await conversationWithShop(shop, locale);
  await desk.say(text);
  const card = await desk.last("tool.proposed");
  if (!card) throw new Error("there is no card");
  return {
    ...desk,
    proposal: card.proposal,
    statuses: () =>
      desk
        .records()
        .proposals.all()
        .map(({ status }) => status),
  };
}

const writes = (asked: { method: string; key: string | null }[]) => asked.filter(({ method }) => method !== "GET");

test("a deed whose end nobody can learn is tried eight times under one key, then told as unknown, and a person is asked", async () => {
  const desk = await withCard(silentToWrites());
  await desk.conversation.confirm({ proposal: desk.proposal, accept: true });
  await desk.settle();
  for (let ringing = 0; desk.statuses()[0] !== "unknown" && ringing < 30; ringing++) await desk.ring();
  const made = writes(desk.asked);
  // Each attempt is made twice, as the tool's file says.
  expect(made).toHaveLength(2 * mostAttempts);
  expect(new Set(made.map(({ key }) => key))).toEqual(new Set([desk.proposal]));
  const story = (await desk.events()).map(({ type }) => type).slice(-3);
  expect(story).toEqual(["tool.decided", "tool.finished", "handoff.requested"]);
  expect(await desk.last("tool.finished")).toMatchObject({
    effect: "write",
    outcome: "unknown",
    proposal: desk.proposal,
    text: say.unknown("Refund invoice INV-2041?"),
  });
  expect(await desk.last("handoff.requested")).toMatchObject({ reason: "turn_failed", text: phrasesIn("en").handoff.button });
  expect(desk.sent.length).toBeGreaterThan(0);
  // Given up is given up: the same word again is answered, and sends nothing.
  expect(await desk.conversation.confirm({ proposal: desk.proposal, accept: true })).toMatchObject({
    ok: true,
    value: { decision: "confirmed" },
  });
  await desk.ring();
  expect(writes(desk.asked)).toHaveLength(2 * mostAttempts);
});

test("an answer at the last attempt counts: it is done, and nobody is asked", async () => {
  const desk = await withCard(silentToWrites(2 * mostAttempts - 1));
  await desk.conversation.confirm({ proposal: desk.proposal, accept: true });
  await desk.settle();
  for (let ringing = 0; desk.statuses()[0] !== "done" && ringing < 30; ringing++) await desk.ring();
  expect(await desk.last("tool.finished")).toMatchObject({ outcome: "done" });
  expect(await desk.last("handoff.requested")).toBeUndefined();
});

test("the object dies between the attempts: the next life counts on, and gives up after as many", async () => {
  const desk = await withCard(silentToWrites());
  await desk.conversation.confirm({ proposal: desk.proposal, accept: true });
  await desk.settle();
  for (let ringing = 0; desk.statuses()[0] !== "unknown" && ringing < 40; ringing++) {
    await desk.ring();
    desk.restart();
  }
  expect(desk.statuses()).toEqual(["unknown"]);
  expect(writes(desk.asked).length).toBeLessThanOrEqual(2 * mostAttempts);
  expect((await desk.events()).filter(({ type }) => type === "handoff.requested")).toHaveLength(1);
});

test("who waits for a person already is told, and not handed off again", async () => {
  const desk = await withCard(silentToWrites());
  await desk.conversation.requestHandoff();
  await desk.conversation.confirm({ proposal: desk.proposal, accept: true });
  await desk.settle();
  for (let ringing = 0; desk.statuses()[0] !== "unknown" && ringing < 60; ringing++) await desk.ring();
  expect(await desk.last("tool.finished")).toMatchObject({ outcome: "unknown" });
  expect((await desk.events()).filter(({ type }) => type === "handoff.requested")).toHaveLength(1);
});

test("who has closed the conversation meanwhile is told, and a person is asked to look all the same, once", async () => {
  const desk = await withCard(silentToWrites());
  await desk.conversation.confirm({ proposal: desk.proposal, accept: true });
  await desk.settle();
  await desk.conversation.close();
  for (let ringing = 0; desk.statuses()[0] !== "unknown" && ringing < 60; ringing++) await desk.ring();
  const story = (await desk.events()).map(({ type }) => type).slice(-3);
  expect(story).toEqual(["conversation.closed", "tool.finished", "handoff.requested"]);
  expect(await desk.last("tool.finished")).toMatchObject({ outcome: "unknown" });
  expect(desk.sent.length).toBeGreaterThan(0);
  expect(desk.records().standing()).toMatchObject({ state: "closed" });
});

test("a plain yes as the very next message confirms, once, and the answer says so", async () => {
  const desk = await withCard();
  await desk.say("Yes, please.");
  await desk.conversation.confirm({ proposal: desk.proposal, accept: true });
  await desk.settle();
  expect(writes(desk.asked).map(({ key }) => key)).toEqual([desk.proposal]);
  const story = (await desk.events()).map(({ type }) => type);
  expect(story.slice(story.indexOf("tool.proposed") + 1)).toEqual([
    "customer.message",
    "turn.started",
    "tool.decided",
    "answer.completed",
    "tool.finished",
  ]);
  expect(await desk.last("answer.completed")).toMatchObject({ kind: "notice", text: say.confirmed, offersPerson: false });
  expect(await desk.last("tool.finished")).toMatchObject({ outcome: "done", effect: "write" });
});

test("a crash between the yes and the deed leaves it done once", async () => {
  const desk = await withCard(silentToWrites(3));
  await desk.say("yes");
  desk.restart();
  for (let ringing = 0; desk.statuses()[0] !== "done" && ringing < 20; ringing++) await desk.ring();
  expect(new Set(writes(desk.asked).map(({ key }) => key))).toEqual(new Set([desk.proposal]));
  expect((await desk.events()).filter((event) => event.type === "tool.finished" && event.effect === "write")).toHaveLength(1);
});

test("a plain no declines, and a yes after it does nothing", async () => {
  const desk = await withCard();
  await desk.say("No, thanks");
  expect(desk.statuses()).toEqual(["declined"]);
  expect(await desk.last("answer.completed")).toMatchObject({ text: say.declined });
  await desk.say("yes");
  expect(desk.statuses()).toEqual(["declined"]);
  expect(writes(desk.asked)).toEqual([]);
});

test.each(["ok", "sure", "yes?"])("%j is not enough: the customer is pointed to the card, and then a press still counts", async (text) => {
  const desk = await withCard();
  await desk.say(text);
  expect(desk.statuses()).toEqual(["open"]);
  expect(await desk.last("answer.completed")).toMatchObject({ text: say.cardWaits });
});

test("a yes that comes later than the next message is pointed to the card", async () => {
  const desk = await withCard();
  await desk.say("Hello!");
  await desk.say("yes");
  expect(desk.statuses()).toEqual(["open"]);
  expect(await desk.last("answer.completed")).toMatchObject({ text: say.cardWaits });
});

test("a yes that was written before the card could be seen confirms nothing", async () => {
  const desk = await conversationWithShop(smallShop);
  await Promise.all([
    desk.conversation.post({ id: "first", text: "Refund invoice INV-2041" }),
    desk.conversation.post({ id: "second", text: "yes" }),
  ]);
  await desk.settle();
  expect(desk.records().proposals.all()).toMatchObject([{ status: "open" }]);
  expect(writes(desk.asked)).toEqual([]);
});

test("a yes to the offer of a person that came after the card is for the person", async () => {
  const desk = await withCard();
  await desk.say("Which espresso machine has a milk frother and a lid?");
  expect(await desk.last("answer.completed")).toMatchObject({ offersPerson: true });
  await desk.say("yes");
  expect(await desk.last("handoff.requested")).toMatchObject({ reason: "accepted_offer" });
  expect(desk.statuses()).toEqual(["open"]);
});

test("a yes after the card's time is told so, and does nothing", async () => {
  const desk = await withCard();
  desk.clock.advance(16 * 60_000);
  await desk.say("yes");
  expect(desk.statuses()).toEqual(["expired"]);
  expect(await desk.last("answer.completed")).toMatchObject({ text: say.expired });
  expect(writes(desk.asked)).toEqual([]);
});

test("the words around a card are in the customer's language", async () => {
  // Too short to tell a language by, so the page's counts.
  const desk = await withCard(smallShop, "de-DE", "refund/order INV-2041");
  expect(await desk.last("answer.completed")).toMatchObject({ kind: "confirm", text: phrasesIn("de").tools.cardBelow });
  await desk.say("Ja, bitte");
  expect(await desk.last("answer.completed")).toMatchObject({ text: phrasesIn("de").tools.confirmed });
  expect(await desk.last("tool.finished")).toMatchObject({ outcome: "done" });
});
