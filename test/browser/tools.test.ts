/** Tools as a signed-in customer of the demo shop meets them: an order looked up, and a refund that happens once, after the card was confirmed. */
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { browsing } from "./browsing.ts";
import { conversationOf, expectText, lastAnswer, openChat, patience, say } from "./chat.ts";
import { logOf, typesOf } from "./desk.ts";

const desk = inject("desk");
const { newPage } = browsing({ colorScheme: "dark" });

async function signedIn(customer: string): Promise<Page> {
  const page = await newPage();
  await page.goto(desk.url);
  await page.getByLabel("Signed in as").selectOption({ label: customer });
  await openChat(page);
  return page;
}

const card = (page: Page) => page.getByRole("group", { name: "Refund invoice INV-2041?" });

test("an order is looked up, its invoice refunded once, by keyboard and after a reload", async () => {
  const page = await signedIn("Mara Velde");
  await say(page, "Where is my order 10423?");
  await expectText(lastAnswer(page), /Your order 10423 \(Nook One, 6-pack of pods\) left us on/);

  await say(page, "Please refund that invoice");
  await card(page).waitFor();
  await expectText(card(page), /€166\.90 will be paid back to your card ending 4242/);
  const conversation = await conversationOf(page, desk.url);
  expect((await typesOf(desk, conversation)).filter((type) => type === "tool.decided")).toEqual([]);

  await page.reload();
  const confirm = card(page).getByRole("button", { name: "Refund €166.90" });
  await confirm.waitFor();
  await confirm.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expectText(lastAnswer(page), /Done: €166\.90 of invoice INV-2041 is on its way back to your card ending 4242/);
  await expect.poll(() => card(page).getByRole("button").count(), patience).toBe(0);
  await expectText(card(page), "Done");

  await page.reload();
  await expectText(card(page), "Done");
  const types = await typesOf(desk, conversation);
  expect(types.filter((type) => type === "tool.decided")).toHaveLength(1);
  const done = (await logOf(desk, conversation)).filter(({ event }) => event.type === "tool.finished" && event["effect"] === "write");
  expect(done).toHaveLength(1);

  await say(page, "Refund invoice INV-2041");
  await expectText(lastAnswer(page), /was refunded on/);
  await page.context().close();
});

test("a card that is declined changes nothing, and another customer's order is not shown", async () => {
  const page = await signedIn("Ilya Brandt");
  await say(page, "Where is my order 10423?");
  await expectText(lastAnswer(page), "I can't find an order 10423 in your account");
  await say(page, "Refund invoice INV-2049");
  const mine = page.getByRole("group", { name: "Refund invoice INV-2049?" });
  await mine.getByRole("button", { name: "No, leave it" }).click();
  await expectText(mine, "You left it. Nothing was changed.");
  const conversation = await conversationOf(page, desk.url);
  expect((await logOf(desk, conversation)).filter(({ event }) => event.type === "tool.finished" && event["effect"] === "write")).toEqual(
    [],
  );
  await page.context().close();
});
