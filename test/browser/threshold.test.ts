/** From which certainty on the assistant answers: seen and set at the desk, obeyed, and given back. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../../scripts/test/chromium.ts";
import { expectText, patience } from "./chat.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("an operator sets the threshold, sees the verdict change, and leaves it to the engine again", async () => {
  const page = await browser.newPage();
  await page.goto(inject("desk").link);
  await page.getByRole("button", { name: "Search the knowledge" }).click();
  await page.getByLabel("Question").fill("how do I change my billing address?");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expectText(page.locator(".verdict"), "The assistant would answer.");

  await page.getByText("as sure as the engine wants").click();
  await page.getByLabel("Answer from").fill("100");
  await page.getByLabel("Answer from").press("Enter");
  await expectText(page.locator(".threshold .state"), "from 100 % sure");
  await expectText(page.locator(".verdict"), "would offer a person");

  await page.getByRole("button", { name: "Leave it to the engine" }).click();
  await expectText(page.locator(".verdict"), "The assistant would answer.");
  await expectText(page.locator(".threshold .state"), "as sure as the engine wants");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe("threshold");
  await page.close();
});
