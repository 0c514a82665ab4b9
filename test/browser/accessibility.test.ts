/** axe-core's rules for WCAG 2.2 A and AA and its best practices, on every page and state, light and dark, on a desktop and on a phone. */
import axe from "axe-core";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../../scripts/test/chromium.ts";
import { expectText, lastAnswer, openChat, say, ticketNumber } from "./chat.ts";

declare global {
  interface Window {
    axe: { run: (within?: string) => Promise<AxeResults> };
  }
}

const desk = inject("desk");

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const sizes = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } } as const;

test.for([
  { size: "desktop", colorScheme: "light" },
  { size: "desktop", colorScheme: "dark" },
  { size: "phone", colorScheme: "light" },
  { size: "phone", colorScheme: "dark" },
] as const)("no page breaks a rule of accessibility on a $size in $colorScheme", async ({ size, colorScheme }) => {
  const context = await browser.newContext({ viewport: sizes[size], colorScheme, reducedMotion: "reduce" });
  await context.addInitScript(axe.source);
  try {
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
  } finally {
    await context.close();
  }
});

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

/** What breaks which rule, and where. @param within a part of the page, by its selector. */
async function violations(page: Page, within = "html"): Promise<string[]> {
  const { violations: found } = await page.evaluate((part) => window.axe.run(part), within);
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary ?? ""}`));
}
