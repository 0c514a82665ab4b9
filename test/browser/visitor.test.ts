/** What a visitor may do beside asking: use the keyboard alone, open a second tab, lose the network. */
import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, expect, inject, test } from "vitest";
import { browsing } from "./browsing.ts";
import { conversationOf, expectText, lastAnswer, letters, openChat, patience, say, ticketNumber } from "./chat.ts";
import { logOf, ticketsOf } from "./desk.ts";

const desk = inject("desk");

const { newContext } = browsing();
let context: BrowserContext;

beforeEach(async () => {
  context = await newContext();
});

test("a visitor and an operator who use nothing but the keyboard get all the way", async () => {
  const page = await context.newPage();
  await page.goto(desk.url);
  await tabTo(page, ".launcher");
  await page.keyboard.press("Enter");
  await page.locator("textarea:focus").waitFor();
  await page.keyboard.type("how do I change my billing address?");
  await page.keyboard.press("Enter");
  await page.locator(".mark").waitFor(patience);
  await tabTo(page, ".mark", "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.locator(".passage mark").first().waitFor();
  expect(await isFocused(page, "Close the source")).toBe(true);
  await page.keyboard.press("Escape");
  expect(await page.locator(".mark:focus").count()).toBe(1);
  await tabTo(page, "button.person");
  await page.keyboard.press("Enter");
  await ticketNumber(page).waitFor(patience);
  const number = await ticketNumber(page).innerText();
  await page.keyboard.press("Escape");
  await page.locator(".launcher:focus").waitFor();

  const operator = await context.newPage();
  await operator.goto(desk.link);
  await operator.locator(".row", { hasText: number }).waitFor();
  await tabTo(operator, `.row:has-text("${number}")`);
  await operator.keyboard.press("Enter");
  await operator.locator(".entry.customer, .fact").first().waitFor(patience);
  await tabTo(operator, ".talk-actions button:has-text('Take over')");
  await operator.keyboard.press("Enter");
  await operator.locator("#reply:focus").waitFor();
  await operator.keyboard.type("Hello, how can I help?");
  await operator.keyboard.press("Enter");
  await expect.poll(() => page.locator(".launcher").getAttribute("aria-label"), patience).toMatch(/\d unread message/);
  await page.keyboard.press("Enter");
  await expectText(page.locator(".entry.person"), /Hello, how can I help\?/);
});

test("two tabs show one conversation, and a person asked for in both is one ticket", async () => {
  const [one, other] = [await context.newPage(), await context.newPage()];
  await one.goto(desk.url);
  await openChat(one);
  await say(one, "how long does a refund take?");
  await expectText(lastAnswer(one), /3 to 5 working days/);
  await other.goto(desk.url);
  await openChat(other);
  await expectText(lastAnswer(other), /3 to 5 working days/);
  // Forced: the second is pressed even where the first has been heard of.
  await Promise.all([one, other].map((page) => page.locator("button.person").click({ force: true })));
  await ticketNumber(one).waitFor(patience);
  await say(other, "how do I clean the tank?");
  await expectText(lastAnswer(one), /vinegar/);
  expect(await letters(other)).toBe(await letters(one));
  expect(await ticketsOf(desk, await conversationOf(one, desk.url))).toHaveLength(1);
});

test("a message written without a network goes out once when it is back", async () => {
  const page = await context.newPage();
  const network = await switchable(page);
  await page.goto(desk.url);
  await openChat(page);
  await say(page, "how do I change my billing address?");
  await expectText(lastAnswer(page), "Account › Billing › Billing address");
  await network.off();
  await say(page, "how long does a refund take?");
  await expectText(page.locator(".entry.sending"), "Waiting for a connection");
  await expectText(page.locator(".banner"), "You are offline");
  await network.on();
  await expectText(lastAnswer(page), /3 to 5 working days/);
  const log = await logOf(desk, await conversationOf(page, desk.url));
  expect(log.flatMap(({ event }) => (event.type === "customer.message" ? [event.text] : []))).toEqual([
    "how do I change my billing address?",
    "how long does a refund take?",
  ]);
});

/** Moves the focus until it is where `selector` says. */
async function tabTo(page: Page, selector: string, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not reach ${selector}`);
}

const isFocused = async (page: Page, label: string): Promise<boolean> =>
  (await page.getByRole("button", { name: label, exact: true }).and(page.locator(":focus")).count()) === 1;

/** A network that can be gone: the browser knows, requests fail, and the open socket breaks (which Chromium spares otherwise). */
async function switchable(page: Page): Promise<{ on: () => Promise<void>; off: () => Promise<void> }> {
  const open = new Set<() => Promise<void>>();
  await page.routeWebSocket(/\/socket$/, (socket) => {
    socket.connectToServer();
    open.add(() => socket.close());
  });
  return {
    on: () => context.setOffline(false),
    off: async () => {
      await context.setOffline(true);
      for (const close of open) await close();
      open.clear();
    },
  };
}
