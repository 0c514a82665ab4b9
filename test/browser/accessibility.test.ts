/** axe-core's rules for WCAG 2.2 A and AA and its best practices, on every page and state, light and dark, on a desktop and on a phone. */
import axe from "axe-core";
import type { AxeResults } from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { browsing } from "./browsing.ts";
import { conversationOf, expectText, lastAnswer, openChat, say, ticketNumber } from "./chat.ts";
import { inTrouble } from "./desk-in-trouble.ts";

declare global {
  interface Window {
    axe: { run: (within?: string) => Promise<AxeResults> };
  }
}

const desk = inject("desk");
const browser = browsing();

const sizes = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } } as const;

test.for([
  { size: "desktop", colorScheme: "light" },
  { size: "desktop", colorScheme: "dark" },
  { size: "phone", colorScheme: "light" },
  { size: "phone", colorScheme: "dark" },
] as const)("no page breaks a rule of accessibility on a $size in $colorScheme", async ({ size, colorScheme }) => {
  const [context, another] = await Promise.all([newContext(size, colorScheme), newContext(size, colorScheme)]);
  const page = await context.newPage();
  await page.goto(desk.url);
  expect(await violations(page)).toEqual([]);
  await openChat(page);
  expect(await violations(page)).toEqual([]);
  await say(page, "how do I clean the tank?");
  await expectText(lastAnswer(page), /vinegar/);
  await page.locator(".thumb[data-value=down]").click();
  await page.locator("button.person").click();
  await ticketNumber(page).waitFor();
  const number = await ticketNumber(page).innerText();
  expect(await violations(page)).toEqual([]);
  await page.locator(".mark").first().click();
  await page.locator(".passage mark").first().waitFor();
  expect(await violations(page)).toEqual([]);

  await page.goto(`${desk.url}/articles/clean-the-tank#clean-the-tank`);
  await page.locator(".cited").waitFor();
  await page.locator(".close").click();
  expect(await violations(page)).toEqual([]);

  await inspectDesk(context, number);
  await inspectOperations(context);
  await inspectRunbook(context);
  await inspectCards(another);
});

/** With a visitor of its own. */
async function newContext(size: keyof typeof sizes, colorScheme: "light" | "dark"): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: sizes[size], colorScheme });
  await context.addInitScript(axe.source);
  return context;
}

async function inspectDesk(context: BrowserContext, number: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${desk.url}/desk`);
  await page.locator("#token").waitFor();
  expect(await violations(page)).toEqual([]);
  const operator = await context.newPage();
  await operator.goto(desk.link);
  await operator.locator(".row", { hasText: number }).waitFor();
  expect(await violations(operator)).toEqual([]);
  await operator.locator(".row", { hasText: number }).click();
  await operator.locator(".entry.ai").first().waitFor();
  expect(await violations(operator)).toEqual([]);
  await operator.getByRole("button", { name: "Take over" }).first().click();
  await operator.locator("#reply").waitFor();
  await operator.getByRole("button", { name: "Draft" }).click();
  await operator.locator(".draft").waitFor();
  expect(await violations(operator)).toEqual([]);
  await operator.getByRole("button", { name: "Macros" }).click();
  await operator.getByRole("menu").waitFor();
  // While a menu is open, everything behind it is hidden from screen readers: the page's own rules have nothing to look at.
  expect(await violations(operator, "[role=menu]")).toEqual([]);
  await operator.keyboard.press("Escape");
  await operator.getByRole("button", { name: "Note", exact: true }).click();
  await operator.locator("#note").fill("for colleagues");
  await operator.locator("#note").press("Enter");
  await operator.locator(".entry.note").waitFor();
  expect(await violations(operator)).toEqual([]);
  await operator.locator("#note").press("Escape");
  // Beside the conversation on a desktop, and hidden by the key; over it on a phone, and shown by the key.
  await operator.keyboard.press("i");
  await expect.poll(() => violations(operator)).toEqual([]);
  await operator.keyboard.press("i");
  for (const key of ["?", "Control+k", "s"]) {
    await operator.keyboard.press(key);
    await operator.getByRole("dialog").waitFor();
    expect(await violations(operator)).toEqual([]);
    await operator.keyboard.press("Escape");
    await operator.getByRole("dialog").waitFor({ state: "hidden" });
  }
  await operator.goto(`${desk.url}/desk/inbox?view=closed&q=nothing-has-these-words`);
  await operator.locator(".list .empty-state").waitFor();
  expect(await violations(operator)).toEqual([]);
}

/** An alert's place: in view, and the focus is on its heading. */
async function inspectRunbook(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto(desk.link);
  await page.goto(`${desk.url}/desk/runbook/budget`);
  const heading = page.getByRole("heading", { name: /^budget:/ });
  await expect.poll(() => heading.evaluate((node) => node === document.activeElement)).toBe(true);
  expect(await heading.evaluate((node) => node.getBoundingClientRect().top < innerHeight)).toBe(true);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

async function inspectOperations(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto(desk.link);
  await page.goto(`${desk.url}/desk/operations`);
  await page.locator(".alerts .empty-state").waitFor();
  await expect.poll(() => page.locator(".spinner").count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await inTrouble(page);
  await page.reload();
  await page.locator(".alerts li").first().waitFor();
  await page.getByRole("button", { name: "Strike off" }).first().waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "Strike off" }).first().click();
  await page.getByRole("dialog").waitFor();
  expect(await violations(page)).toEqual([]);
}

/** The card of a tool, asked, left and done; then the end: closed by a person, with the form that asks how it was. */
async function inspectCards(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto(desk.url);
  await page.getByLabel("Signed in as").selectOption({ label: "Ilya Brandt" });
  await openChat(page);
  await say(page, "Refund invoice INV-2049");
  const card = page.getByRole("group", { name: "Refund invoice INV-2049?" });
  await card.getByRole("button", { name: "No, leave it" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await card.getByRole("button", { name: "No, leave it" }).click();
  await expectText(card, "You left it. Nothing was changed.");
  expect(await violations(page)).toEqual([]);

  const id = await conversationOf(page, desk.url);
  const operator = await context.newPage();
  await operator.goto(desk.link);
  await operator.goto(`${desk.url}/desk/inbox/${id}`);
  await operator.locator(".entry.ai").first().waitFor();
  await operator.getByRole("button", { name: "Close the conversation" }).click();
  await operator.getByRole("dialog").waitFor();
  expect(await violations(operator)).toEqual([]);
  await operator.getByRole("dialog").getByRole("button", { name: "Close the conversation" }).click();
  await operator.locator(".composer-closed").waitFor();
  await operator.locator(".notice").first().waitFor();
  expect(await violations(operator)).toEqual([]);
  await page.bringToFront();
  await page.locator(".rate").waitFor();
  expect(await violations(page)).toEqual([]);
}

/** What breaks which rule, and where. @param within a part of the page, by its selector. */
async function violations(page: Page, within = "html"): Promise<string[]> {
  const { violations: found } = await page.evaluate((part) => window.axe.run(part), within);
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary ?? ""}`));
}
