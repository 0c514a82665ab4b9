/** What the knowledge gives for a question, at the desk: the passages, and whether the assistant would dare to answer under the threshold in force. */
import { expect, inject, test } from "vitest";
import { browsing } from "./browsing.ts";
import { expectText } from "./chat.ts";

const desk = inject("desk");

const { newPage } = browsing();

test("an operator asks the knowledge from anywhere in the inbox and sees the verdict change with the threshold", async () => {
  const page = await newPage();
  await page.goto(desk.link);
  await page.locator(".list").waitFor();
  await page.keyboard.press("s");
  const verdictFor = async (threshold: number | null): Promise<void> => {
    const changed = await fetch(`${desk.url}/v1/settings`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${desk.token}`, "content-type": "application/json" },
      body: JSON.stringify({ answerThreshold: threshold }),
    });
    expect(changed.status).toBe(200);
    await page.getByLabel("Question").fill("how do I change my billing address?");
    await page.getByLabel("Question").press("Enter");
  };
  await verdictFor(null);
  await expectText(page.locator(".verdict"), "The assistant would answer.");
  await expectText(page.locator(".knowledge-search li").first(), /Billing address/);
  await verdictFor(1);
  await expectText(page.locator(".verdict"), "would offer a person");
  await verdictFor(null);
  await expectText(page.locator(".verdict"), "The assistant would answer.");
});
