/** The widget in a page, as a visitor's hands and eyes meet it. Playwright's selectors reach into its shadow root. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** What a slow machine may take for what a visitor sees in a blink. */
export const patience = { timeout: 45_000 };

export async function openChat(page: Page): Promise<void> {
  await page.locator(".launcher").click();
  await page.locator("textarea").waitFor();
}

export async function say(page: Page, text: string): Promise<void> {
  await page.locator("textarea").fill(text);
  await page.locator("textarea").press("Enter");
}

/** Words of the newest entry that an AI wrote and the desk stored. */
export const lastAnswer = (page: Page): Locator => page.locator(".entry.ai:not(:has(.writing))").last();

export const ticketNumber = (page: Page): Locator => page.locator(".ticket strong");

/** Every letter of the conversation, with who said it and when. */
export const letters = (page: Page): Promise<string> => page.locator(".entries").innerText();

/** Waits until a locator's text has these words in it. */
export async function expectText(locator: Locator, words: string | RegExp): Promise<void> {
  await expect.poll(async () => (await locator.allInnerTexts()).join("\n"), patience).toMatch(words);
}

/** The id of the conversation that this page's visitor is in. */
export async function conversationOf(page: Page, desk: string): Promise<string> {
  // A message that waits to be sent has an id, too; only a conversation's is so many hexadecimal digits.
  const read = (key: string): string => /"id":"([0-9a-f]{32})"/.exec(localStorage.getItem(key) ?? "")?.[1] ?? "";
  await expect.poll(() => page.evaluate(read, `edgedesk.v1:${desk}`), patience).not.toBe("");
  return page.evaluate(read, `edgedesk.v1:${desk}`);
}
