/** What a visitor sees when their network has used up its day: words of its own, the time at which it goes on, and the way to a person. On a desk whose caps are small. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browsing } from "./browsing.ts";
import { conversationOf, expectText, openChat, patience, say } from "./chat.ts";
import { type Desk, logOf, startDesk } from "./desk.ts";

/** As many as are set aside when a conversation begins. */
const mostMessages = 5;

let desk: Desk;
const { newContext } = browsing({ locale: "en-GB" });

beforeAll(async () => {
  desk = await startDesk("--var", "STARTS_PER_ADDRESS_DAY=1", "--var", `MESSAGES_PER_ADDRESS_DAY=${mostMessages}`);
});
afterAll(() => desk.remove());

async function visitor(): Promise<Page> {
  const context = await newContext();
  await context.addInitScript(axe.source);
  const page = await context.newPage();
  await page.goto(desk.url);
  await openChat(page);
  return page;
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await page.evaluate(() => window.axe.run());
  return found.map(({ id }) => id);
}

test("beyond the day's messages the visitor reads so, and until when; a person can be asked for right there, and reads what the assistant did not", async () => {
  const page = await visitor();
  for (let n = 1; n <= mostMessages; n++) {
    await say(page, "hello");
    await expect.poll(() => page.locator(".entry.customer:not(.sending):not(.failed)").count(), patience).toBe(n);
  }
  await say(page, "the one too many");
  const refused = page.locator(".entry.customer.failed");
  await expectText(
    refused,
    /Today's limit for your network is reached; the assistant answers again from .*\d\d:\d\d\. A person can be asked for/,
  );
  await expectText(page.locator("[role=status].away"), /Today's limit/);
  expect(await violations(page)).toEqual([]);

  await refused.locator("button", { hasText: "Talk to a person" }).click();
  const conversation = await conversationOf(page, desk.url);
  const said = async (): Promise<unknown[]> =>
    (await logOf(desk, conversation)).flatMap(({ event }) => (event.type === "customer.message" ? [event.text] : []));
  await expect.poll(said, patience).toContain("the one too many");
  await expect.poll(() => refused.count(), patience).toBe(0);
});

test("whoever can begin no more conversations today reads when they can instead of waiting for a connection", async () => {
  const page = await visitor();
  await say(page, "hello");
  await expectText(
    page.locator(".entry.customer.failed"),
    /Not delivered. Today's limit for your network is reached: a new conversation can be begun from .*\d\d:\d\d/,
  );
  expect(await page.locator(".banner").innerText()).toMatch(/Today's limit/);
  expect(await violations(page)).toEqual([]);
});
