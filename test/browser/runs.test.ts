/** The pages of runs: the last turns of all conversations, the picture of one, what each agent was given and gave, and a bad answer flagged. */
import axe from "axe-core";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { Visitor } from "../../eval/golden/visitor.ts";
import { launchChromium } from "../../scripts/test/chromium.ts";
import { expectText, patience } from "./chat.ts";
import { collectViolations } from "./policy-violations.ts";

declare global {
  interface Window {
    axe: { run: (within?: string) => Promise<AxeResults> };
  }
}

const desk = inject("desk");
const runsLink = desk.link.replace("/desk#", "/desk/runs#");

let browser: Browser;
let context: BrowserContext;
/** What the page tried and its policy refused. */
const refused: string[] = [];
beforeAll(async () => {
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  await context.addInitScript(axe.source);
  await collectViolations(context, refused);
});
afterAll(() => browser.close());

const rules = async (page: Page): Promise<string[]> => {
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
};

/** Facts reach the list some seconds after the turn. */
async function openTurnOf(page: Page, conversation: string): Promise<void> {
  await page.goto(runsLink);
  const turn = page.getByRole("table", { name: "Turns" }).locator(`a[href*="${conversation}"]`).first();
  await expect
    .poll(async () => {
      await page.getByRole("button", { name: "Reload" }).click();
      return turn.count();
    }, patience)
    .toBeGreaterThan(0);
  expect(await rules(page)).toEqual([]);
  await turn.click();
}

test("an operator finds a turn, sees its plan as a picture, opens a step by keyboard, reads its passages, and flags the answer", async () => {
  const visitor = await Visitor.arrive(desk.url);
  await visitor.say("how do I clean the tank? My address is ada@example.com");
  const page = await context.newPage();
  await openTurnOf(page, visitor.id);

  const picture = page.getByRole("group", { name: /^Plan support@/ });
  await picture.waitFor();
  expect(await picture.getByRole("button").allInnerTexts()).toEqual(
    expect.arrayContaining([
      expect.stringContaining("router"),
      expect.stringContaining("knowledge"),
      expect.stringContaining("resolution"),
    ]),
  );
  await expectText(picture, "[e-mail]");
  expect(await page.content()).not.toContain("ada@example.com");

  await picture.getByRole("button", { name: /knowledge/ }).focus();
  await page.keyboard.press("Enter");
  await expectText(page.getByRole("table", { name: "Passages" }), "clean-the-tank");
  await page.getByText("The same as a table").click();
  await expectText(page.getByRole("table", { name: /^Steps of/ }), /router, knowledge|knowledge, router/);
  expect(await rules(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await rules(page)).toEqual([]);
  await page.reload();
  await page.getByRole("table", { name: "Passages" }).waitFor();

  await page.getByRole("button", { name: "Flag this answer" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Flag this answer" }).click();
  await expectText(dialog, "Say what was wrong");
  await dialog.getByLabel("What was wrong with it?").fill("the wrong article");
  await dialog.getByLabel("What should have come?").selectOption("answer");
  expect(await rules(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Flag this answer" }).click();
  await expectText(page.locator(".run-view > header"), "Flagged");
  expect(refused).toEqual([]);
  await page.close();
});

test("filters stay in the address, and what does not fit is gone", async () => {
  const page = await context.newPage();
  await page.goto(runsLink);
  await page.getByLabel("Outcome").selectOption("failed");
  await page.getByText("No turn fits").waitFor();
  expect(new URL(page.url()).searchParams.get("outcome")).toBe("failed");
  await page.reload();
  expect(await page.getByLabel("Outcome").inputValue()).toBe("failed");
  await page.close();
});
