/** What a person sees, from the first question to the reply of a person, with power cuts in between. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchChromium } from "../../scripts/test/chromium.ts";
import { conversationOf, expectText, lastAnswer, letters, openChat, patience, say, ticketNumber } from "./chat.ts";
import { type Desk, logOf, startDesk, ticketsOf, typesOf } from "./desk.ts";

const wish = "I was charged twice and nobody answers, let me talk to a human";

let desk: Desk;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [desk, browser] = await Promise.all([startDesk(), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await desk.remove();
});
beforeEach(async () => {
  context = await browser.newContext({ reducedMotion: "reduce" });
});
afterEach(() => context.close());

test("a visitor gets a cited answer, then a person, and keeps every letter through a reload and a power cut", async () => {
  const page = await context.newPage();
  await page.goto(desk.url);
  await openChat(page);
  await say(page, "how do I change my billing address?");
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
  await operator.locator("button.ticket", { hasText: number }).click();
  await expectText(operator.locator(".brief"), /charged twice/i);
  await expectText(operator.locator(".log"), /Do you repair bicycles\?/);

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
  await operator.locator("[data-action=taken]").click();
  await expectText(page.locator(".entry.joined"), "You are now talking to a person");
  await say(page, "how long does a refund take?");
  await expectText(operator.locator(".log"), /how long does a refund take\?/);
  await operator.locator("#reply").fill("I have refunded the second charge just now.");
  await operator.locator("#reply").press("Enter");
  await expectText(page.locator(".entry.person"), /· person[^]*I have refunded the second charge just now\./);

  await operator.locator("[data-action=closed]").click();
  await expectText(page.locator(".entry.note").last(), "The AI assistant answers again");
  await say(page, "how long does a refund take?");
  await expectText(lastAnswer(page), /3 to 5 working days/);

  const conversation = await conversationOf(page, desk.url);
  const types = await typesOf(desk, conversation);
  const whilePerson = types.slice(types.indexOf("operator.joined"), types.indexOf("operator.left"));
  expect(whilePerson).toEqual(["operator.joined", "customer.message", "operator.message"]);
  expect((await ticketsOf(desk, conversation)).map((ticket) => ticket.number)).toEqual([number]);
});

/** A moment of a frame on its way: `stop` tells whether this is it, and whether the frame still arrives. */
type Cut = { moment: string; from: "page" | "desk"; frame: RegExp; arrives: boolean; reload: boolean };

const cuts: Cut[] = [
  { moment: "after sending, before the desk has it", from: "page", frame: /"type":"message"/, arrives: false, reload: false },
  { moment: "after the desk has it, before its ack arrives", from: "desk", frame: /"type":"ack"/, arrives: false, reload: false },
  { moment: "after the ack, before the answer", from: "desk", frame: /"type":"ack"/, arrives: true, reload: true },
  { moment: "after a person was asked for, before the ticket", from: "desk", frame: /"handoff\.requested"/, arrives: true, reload: true },
  { moment: "after the ticket was opened", from: "desk", frame: /"ticket\.opened"/, arrives: true, reload: false },
];

test.for(cuts)("a power cut $moment loses nothing and ends with one ticket", async (cut) => {
  const page = await context.newPage();
  const happened = cutPower(page, cut);
  await page.goto(desk.url);
  await openChat(page);
  await say(page, wish);
  await happened;
  await desk.startAgain();
  if (cut.reload) await page.reload();
  await ticketNumber(page).waitFor(patience);
  expect(await page.locator(".entry.customer").allInnerTexts()).toEqual([expect.stringContaining(wish)]);

  const conversation = await conversationOf(page, desk.url);
  await expect.poll(() => typesOf(desk, conversation), patience).toContain("ticket.opened");
  const log = await logOf(desk, conversation);
  const count = (type: string): number => log.filter(({ event }) => event.type === type).length;
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, n) => n + 1));
  expect({ messages: count("customer.message"), handoffs: count("handoff.requested"), tickets: count("ticket.opened") }).toEqual({
    messages: 1,
    handoffs: 1,
    tickets: 1,
  });
  expect((await ticketsOf(desk, conversation)).map(({ number }) => number)).toEqual([await ticketNumber(page).innerText()]);
});

test("a power cut between question and answer gives one answer", async () => {
  const page = await context.newPage();
  const happened = cutPower(page, { moment: "", from: "desk", frame: /"type":"ack"/, arrives: true, reload: false });
  await page.goto(desk.url);
  await openChat(page);
  await say(page, "how do I change my billing address?");
  await happened;
  await desk.startAgain();
  await expectText(lastAnswer(page), "Account › Billing › Billing address");
  const types = await typesOf(desk, await conversationOf(page, desk.url));
  expect(types.filter((type) => type === "customer.message" || type === "answer.completed")).toEqual([
    "customer.message",
    "answer.completed",
  ]);
});

/** Cuts the power at the first such frame. Resolves when it has happened. */
async function cutPower(page: Page, { from, frame, arrives }: Cut): Promise<void> {
  let done = (): void => {};
  const happened = new Promise<void>((resolve) => (done = resolve));
  let isCut = false;
  await page.routeWebSocket(/\/socket$/, (socket) => {
    const line = socket.connectToServer();
    const pass = (side: "page" | "desk", text: string, on: (text: string) => void): void => {
      const now = !isCut && side === from && frame.test(text);
      if (now) {
        isCut = true;
        desk.cut();
      }
      if (!now || arrives) on(text);
      if (now) done();
    };
    socket.onMessage((text) => pass("page", String(text), (passed) => line.send(passed)));
    line.onMessage((text) => pass("desk", String(text), (passed) => socket.send(passed)));
  });
  return happened;
}
