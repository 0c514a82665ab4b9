/** What a person sees, from the first question to the reply of a person, with power cuts in between. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browsing } from "./browsing.ts";
import { conversationOf, expectText, lastAnswer, letters, openChat, patience, say, ticketNumber } from "./chat.ts";
import { type Desk, logOf, startDesk, ticketsOf, typesOf } from "./desk.ts";

const wish = "I was charged twice and nobody answers, let me talk to a human";
const question = "how do I change my billing address?";

let desk: Desk;
const { newContext, newPage } = browsing();

beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.remove());

test("a visitor gets a cited answer, then a person, and keeps every letter through a reload and a power cut", async () => {
  const context = await newContext();
  const page = await context.newPage();
  await page.goto(desk.url);
  await openChat(page);
  await say(page, question);
  await expectText(lastAnswer(page), "Account › Billing › Billing address");
  await page.locator(".mark").first().click();
  await page.locator(".passage mark").first().waitFor();
  const quoted = await page.locator(".passage mark").allInnerTexts();
  const answered = await lastAnswer(page).innerText();
  expect(quoted.filter((words) => !answered.includes(words))).toEqual([]);
  await page.keyboard.press("Escape");

  await say(page, "Do you repair bicycles?");
  await expectText(lastAnswer(page), /couldn't find an answer/);
  await page.locator(".offer").last().waitFor();

  await say(page, wish);
  await ticketNumber(page).waitFor();
  const number = await ticketNumber(page).innerText();

  const operator = await context.newPage();
  await operator.goto(desk.link);
  await operator.locator(".row", { hasText: number }).click();
  await expectText(operator.locator(".brief"), /charged twice/i);
  await expectText(operator.locator(".entries"), /Do you repair bicycles\?/);

  const said = await letters(page);
  await page.reload();
  await expect.poll(() => letters(page), patience).toBe(said);

  desk.cut();
  await desk.startAgain();
  const stranger = await context.newPage();
  await stranger.goto(desk.url);
  await openChat(stranger);
  await expect.poll(() => letters(stranger), patience).toBe(said);
  await stranger.close();

  // The page that stayed open has reconnected by itself: the person's words arrive in it.
  await operator.getByRole("button", { name: "Take over" }).first().click();
  await expectText(page.locator(".entry.joined"), "You are now talking to a person");
  await say(page, "how long does a refund take?");
  await expectText(operator.locator(".entries"), /how long does a refund take\?/);
  await operator.locator("#reply").fill("I have refunded the second charge just now.");
  await operator.locator("#reply").press("Enter");
  await expectText(page.locator(".entry.person"), /· person[^]*I have refunded the second charge just now\./);

  await operator.getByRole("button", { name: "Give back" }).click();
  await expectText(page.locator(".entry.note").last(), "The AI assistant answers again");
  await say(page, "how long does a refund take?");
  await expectText(lastAnswer(page), /3 to 5 working days/);

  const conversation = await conversationOf(page, desk.url);
  const types = await typesOf(desk, conversation);
  const whilePerson = types.slice(types.indexOf("operator.joined"), types.indexOf("operator.left"));
  expect(whilePerson).toEqual(["operator.joined", "customer.message", "operator.message"]);
  expect((await ticketsOf(desk, conversation)).map((ticket) => ticket.number)).toEqual([number]);
});

/** One who is cut off when a frame is on its way, which then still arrives or never does. Returns by a reload, or by waiting. */
type Victim = { says: string; from: "page" | "desk"; frame: RegExp; arrives: boolean; reloads: boolean };

const unsent: Victim = { says: wish, from: "page", frame: /"type":"message"/, arrives: false, reloads: false };
const unacked: Victim = { says: wish, from: "desk", frame: /"type":"ack"/, arrives: false, reloads: false };
const unanswered: Victim = { says: wish, from: "desk", frame: /"type":"ack"/, arrives: true, reloads: true };
const unansweredQuestion: Victim = { ...unanswered, says: question, reloads: false };
const unticketed: Victim = { says: wish, from: "desk", frame: /"handoff\.requested"/, arrives: true, reloads: true };
const ticketed: Victim = { says: wish, from: "desk", frame: /"ticket\.opened"/, arrives: true, reloads: false };

/** `before`: brought to their moments first, and held there. `at`: the power goes at this one's. */
const cuts = [
  { moment: "between message and ack", before: [unsent, ticketed], at: unacked },
  { moment: "between ack and ticket", before: [], at: unanswered },
  { moment: "between ack and answer", before: [], at: unansweredQuestion },
  { moment: "between the wish for a person and the ticket", before: [], at: unticketed },
];

test.for(cuts)("a power cut $moment loses nothing and ends with one answer or one ticket", async ({ before, at }) => {
  const visitors: { page: Page; victim: Victim }[] = [];
  for (const victim of before) visitors.push({ page: await bringTo(victim, () => {}), victim });
  visitors.push({ page: await bringTo(at, desk.cut), victim: at });
  await desk.startAgain();
  for (const { page, victim } of visitors) {
    const { says, reloads } = victim;
    if (reloads) await page.reload();
    await page.locator(says === wish ? ".ticket strong" : ".sources").waitFor(patience);
    expect(await page.locator(".entry.customer").allInnerTexts()).toEqual([expect.stringContaining(says)]);
    const conversation = await conversationOf(page, desk.url);
    const log = await logOf(desk, conversation);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, n) => n + 1));
    const counted = ["customer.message", "answer.completed", "handoff.requested", "ticket.opened"];
    expect(log.map(({ event }) => event.type).filter((type) => counted.includes(type))).toEqual(
      says === wish ? ["customer.message", "handoff.requested", "ticket.opened"] : ["customer.message", "answer.completed"],
    );
    const numbers = (await ticketsOf(desk, conversation)).map(({ number }) => number);
    expect(numbers).toEqual(await ticketNumber(page).allInnerTexts());
  }
});

/** A new visitor who says the words and gets as far as the moment, at which `then` happens. */
async function bringTo({ says, from, frame, arrives }: Victim, then: () => void): Promise<Page> {
  const page = await newPage();
  const moment = Promise.withResolvers<void>();
  let isPast = false;
  await page.routeWebSocket(/\/socket$/, (socket) => {
    const line = socket.connectToServer();
    const pass = (side: "page" | "desk", text: string, on: (text: string) => void): void => {
      const isIt = !isPast && side === from && frame.test(text);
      isPast ||= isIt;
      if (isIt) then();
      if (!isIt || arrives) on(text);
      if (isIt) moment.resolve();
    };
    socket.onMessage((text) => pass("page", String(text), (passed) => line.send(passed)));
    line.onMessage((text) => pass("desk", String(text), (passed) => socket.send(passed)));
  });
  await page.goto(desk.url);
  await openChat(page);
  await say(page, says);
  await moment.promise;
  return page;
}
