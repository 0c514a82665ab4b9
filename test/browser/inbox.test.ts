/** Both sides at once, in real browsers: the customer in the widget, operators in the inbox. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { browsing } from "./browsing.ts";
import { conversationOf, expectText, lastAnswer, openChat, patience, say, ticketNumber } from "./chat.ts";
import { ticketsOf, typesOf } from "./desk.ts";

const desk = inject("desk");
const wish = "I was charged twice, let me talk to a human";
const question = "how do I change my billing address?";

const { newPage } = browsing();

async function customer(...words: string[]): Promise<Page> {
  const page = await newPage();
  await page.goto(desk.url);
  await openChat(page);
  for (const one of words) await say(page, one);
  return page;
}

async function operator(name: string, path = "", options: BrowserContextOptions = {}): Promise<Page> {
  const page = await newPage(options);
  await page.addInitScript((given) => localStorage.setItem("edgedesk.operator-name", given), name);
  await page.goto(desk.link);
  await page.locator(".list").waitFor();
  if (path !== "") await page.goto(desk.url + path);
  return page;
}

const rowOf = (page: Page, words: string) => page.locator(".row", { hasText: words });

test("a customer asks, is handed off, an operator takes over, both write, a colleague is locked out until taking it over on purpose, and the AI is given back", async () => {
  const page = await customer(question, wish);
  await ticketNumber(page).waitFor(patience);
  const number = await ticketNumber(page).innerText();
  const [mira, jon] = [await operator("Mira"), await operator("Jon")];
  await rowOf(mira, number).click();
  await expectText(mira.locator(".card"), "Not verified");
  await expectText(mira.locator(".brief"), /charged twice/);
  await mira.locator(".entry.ai .sources a").first().waitFor();
  await mira.keyboard.press("e");
  await mira.locator("#reply:focus").waitFor(patience);
  await expectText(page.locator(".entry.joined"), "You are now talking to a person");

  await rowOf(jon, number).waitFor({ ...patience, state: "detached" });
  await jon.getByRole("link", { name: /^Team/ }).click();
  await rowOf(jon, number).click();
  await expectText(jon.locator(".talk-head"), "Mira has it");
  await expectText(jon.locator(".composer-locked"), "Mira has this conversation");
  expect(await jon.locator("#reply").count()).toBe(0);
  await expectText(mira.locator(".present"), "Jon is looking at this");

  await mira.keyboard.type("I am looking into it");
  await expectText(jon.locator(".composer-writer"), "Mira is writing");
  await mira.keyboard.press("Enter");
  await expectText(page.locator(".entry.person"), /I am looking into it/);
  await page.locator("textarea").pressSequentially("thanks");
  await expectText(mira.locator(".typing"), "is typing");
  await page.locator("textarea").press("Enter");
  await expectText(mira.locator(".entry.customer").last(), "thanks");

  await jon.keyboard.press("n");
  await jon.locator("#note").fill("It was the retry of the ninth, see the ledger");
  await jon.locator("#note").press("Enter");
  await expectText(mira.locator(".entry.note"), "retry of the ninth");
  await jon.locator("#note").press("Escape");
  await jon.keyboard.press("e");
  await jon.getByRole("button", { name: "Take over from Mira" }).last().click();
  await expectText(mira.locator(".talk-head"), "Jon has it");
  await mira.locator(".composer-locked").waitFor();
  await jon.locator("#reply").waitFor(patience);
  await jon.locator("#reply").press("Escape");
  await jon.keyboard.press("g");
  await expectText(page.locator(".entry.note").last(), "The AI assistant answers again");
  await say(page, "how long does a refund take?");
  await expectText(lastAnswer(page), /3 to 5 working days/);
  await expectText(jon.locator(".entry.ai").last(), /3 to 5 working days/);
  expect(await page.locator("body").innerText()).not.toContain("ledger");
  const types = await typesOf(desk, await conversationOf(page, desk.url));
  const whilePerson = types.slice(types.indexOf("operator.joined"), types.lastIndexOf("operator.left"));
  expect(whilePerson).not.toContain("answer.completed");
  expect(await page.locator(".entry.joined").count()).toBeGreaterThan(0);
});

test("an operator who uses nothing but the keyboard finds, takes, drafts, answers with a macro and gives back", async () => {
  const page = await customer(question, wish);
  await ticketNumber(page).waitFor(patience);
  const number = await ticketNumber(page).innerText();
  const mira = await operator("Mira");
  await mira.keyboard.press("/");
  await mira.keyboard.type(number);
  await expect.poll(() => mira.locator(".row").count(), patience).toBe(1);
  await expect.poll(() => new URL(mira.url()).searchParams.get("q"), patience).toBe(number);
  await expect.poll(() => mira.locator(".row").count(), patience).toBe(1);
  await mira.keyboard.press("Escape");
  await mira.keyboard.press("j");
  await mira.locator(".entry.customer").first().waitFor(patience);
  await mira.keyboard.press("e");
  await mira.locator("#reply:focus").waitFor(patience);
  await mira.keyboard.press("Escape");
  await mira.keyboard.press("d");
  await mira.locator(".draft").waitFor(patience);
  expect(await mira.locator("#reply").inputValue()).toContain("Account › Billing › Billing address");
  await mira.locator(".draft .sources a").first().waitFor();
  await mira.locator("#reply:focus").waitFor(patience);
  await mira.keyboard.press("Control+a");
  await mira.keyboard.press("Delete");
  await mira.keyboard.press("Control+k");
  await mira.keyboard.type("Insert: Refund");
  await mira.getByRole("menuitem", { name: /Insert: Refund/ }).waitFor();
  await mira.keyboard.press("ArrowDown");
  await mira.keyboard.press("Enter");
  await expect.poll(() => mira.locator("#reply").inputValue(), patience).toContain("3 to 5 working days");
  await mira.locator("#reply:focus").waitFor(patience);
  await mira.keyboard.press("Enter");
  await expectText(page.locator(".entry.person"), /3 to 5 working days/);
  await mira.keyboard.press("Escape");
  await mira.keyboard.press("g");
  await expectText(mira.locator(".talk-head"), "AI answers");
  await mira.keyboard.press("Escape");
  await mira.locator(".talk-empty").waitFor();
});

test("an operator closes a conversation by key: it asks first, the customer reads who it was and rates, the ticket goes with it", async () => {
  const page = await customer(question, wish);
  await ticketNumber(page).waitFor(patience);
  const number = await ticketNumber(page).innerText();
  const mira = await operator("Mira");
  await rowOf(mira, number).click();
  await mira.keyboard.press("e");
  await mira.locator("#reply:focus").waitFor(patience);
  await mira.keyboard.type("The second charge goes back today.");
  await mira.keyboard.press("Enter");
  await expectText(page.locator(".entry.person"), /goes back today/);
  await mira.keyboard.press("Escape");
  await mira.keyboard.press("x");
  await mira.getByRole("dialog", { name: "Close this conversation?" }).waitFor();
  await mira.keyboard.press("Escape");
  await mira.getByRole("dialog").waitFor({ state: "hidden" });
  await expectText(mira.locator(".talk-head"), "You have it");

  await mira.keyboard.press("x");
  await mira.getByRole("radio", { name: /No answer/ }).check();
  await mira.getByRole("dialog").getByRole("button", { name: "Close the conversation" }).click();
  await expectText(mira.locator(".composer-closed"), "Mira closed this conversation: no answer.");
  await expectText(page.locator(".entry.note"), /Mira has closed this conversation/);
  expect(await page.locator(".panel").innerText()).not.toMatch(/no answer/i);
  await page.locator(".score").nth(4).click();
  await page.locator(".rate button[type=submit]").click();
  const id = await conversationOf(page, desk.url);
  await expect.poll(() => typesOf(desk, id), patience).toContain("conversation.rated");
  await expect.poll(async () => (await ticketsOf(desk, id)).map(({ status }) => status), patience).toEqual(["closed"]);
  await mira.getByRole("link", { name: /^Closed/ }).click();
  await expectText(rowOf(mira, number), "No answer");

  const other = await customer("where is my parcel?");
  const next = await conversationOf(other, desk.url);
  await mira.goto(`${desk.url}/desk/inbox/${next}`);
  await mira.locator(".entry.customer").first().waitFor(patience);
  await mira.keyboard.press("Control+k");
  await mira.keyboard.type("Close the conversation");
  await mira.keyboard.press("Enter");
  await mira.getByRole("radio", { name: /Spam/ }).check();
  await mira.getByRole("dialog").getByRole("button", { name: "Close the conversation" }).click();
  await expectText(mira.locator(".talk-head"), "Closed · Spam");
});

test("on a phone the list, the conversation and the way back each have the screen", async () => {
  const page = await customer(question, wish);
  await ticketNumber(page).waitFor(patience);
  const number = await ticketNumber(page).innerText();
  const mira = await operator("Mira", "", { viewport: { width: 390, height: 844 } });
  await rowOf(mira, number).click();
  await mira.locator(".entry.customer").first().waitFor(patience);
  expect(await mira.locator(".list").isVisible()).toBe(false);
  const overflow = await mira.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await mira.getByRole("button", { name: "Take over" }).first().click();
  await mira.locator("#reply").fill("Hello from a train");
  await mira.getByRole("button", { name: "Send" }).click();
  await expectText(page.locator(".entry.person"), /Hello from a train/);
  const context = mira.getByRole("complementary", { name: "Context" });
  await mira.getByRole("button", { name: "Show the context" }).click();
  await expectText(context, /The customer asked for a person/);
  await expect.poll(() => context.evaluate((card) => card.contains(document.activeElement))).toBe(true);
  await context.getByRole("button", { name: "Hide the context" }).click();
  await context.waitFor({ state: "detached" });
  await mira.getByRole("button", { name: "Show the context" }).and(mira.locator(":focus")).waitFor();
  await mira.getByRole("button", { name: "Back to the list" }).click();
  await mira.locator(".list").waitFor();
});

test("a page whose connection broke catches up with what happened meanwhile, list and conversation", async () => {
  const page = await customer(question, wish);
  await ticketNumber(page).waitFor(patience);
  const number = await ticketNumber(page).innerText();
  const mira = await operator("Mira");
  await rowOf(mira, number).click();
  await mira.locator(".entry.ai").first().waitFor(patience);
  await mira.context().setOffline(true);
  await mira.evaluate(() => dispatchEvent(new Event("offline")));
  await say(page, "are you still there?");
  const other = await customer(wish);
  await ticketNumber(other).waitFor(patience);
  const later = await ticketNumber(other).innerText();
  await mira.context().setOffline(false);
  await expectText(mira.locator(".entry.customer").last(), "are you still there?");
  await rowOf(mira, later).waitFor(patience);
  expect(await mira.locator(".entry.customer", { hasText: "are you still there?" }).count()).toBe(1);
});

test("the desk is there on a cold cache in less than the second that people wait for", async () => {
  const page = await newPage();
  await page.addInitScript(() => {
    const look = new MutationObserver(() => {
      if (document.querySelector(".list :is(.row, .empty-state)") === null) return;
      look.disconnect();
      performance.mark("list");
    });
    look.observe(document, { childList: true, subtree: true });
  });
  await page.goto(desk.link);
  await page.locator(".list :is(.row, .empty-state)").first().waitFor(patience);
  const timing = await page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation");
    const paints = performance.getEntriesByType("paint").map(({ name, startTime }) => `${name} ${Math.round(startTime)} ms`);
    const files = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/assets/"));
    const bytes = files.reduce((sum, file) => sum + ("encodedBodySize" in file ? Number(file.encodedBodySize) : 0), 0);
    return {
      html: Math.round(entry?.duration ?? 0),
      paints,
      files: files.length,
      bytes,
      listAt: Math.round(performance.getEntriesByName("list")[0]?.startTime ?? 0),
    };
  });
  console.log(
    `cold desk: list after ${timing.listAt} ms, ${timing.paints.join(", ")}, ${timing.files} files, ${timing.bytes} bytes as sent`,
  );
  expect(timing.files).toBeGreaterThan(2);
});
