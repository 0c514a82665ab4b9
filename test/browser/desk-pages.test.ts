/** Knowledge, quality and settings at the desk, by hand and by keyboard, in light and dark, on a desktop and on a phone. */
import axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { z } from "zod";
import { browsing } from "./browsing.ts";
import { expectText, patience } from "./chat.ts";

const desk = inject("desk");
const sizes = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } } as const;

const { newContext, newPage } = browsing({ viewport: sizes.desktop });

async function signedIn(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await newContext(options);
  await context.addInitScript(axe.source);
  const page = await context.newPage();
  await page.goto(desk.link);
  await page.getByRole("navigation", { name: "Desk" }).waitFor();
  return page;
}

async function opened(page: Page, path: string): Promise<void> {
  await page.goto(`${desk.url}/desk/${path}`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await expect.poll(() => page.locator(".spinner").count(), patience).toBe(0);
}

/** Asks as a visitor, and waits for the answer's end. */
async function asked(question: string, thumb?: { rating: "up" | "down"; reason?: string }): Promise<void> {
  const begun = await fetch(`${desk.url}/v1/conversations`, { method: "POST" });
  const { id, token } = z.object({ id: z.string(), token: z.string() }).parse(await begun.json());
  const answer = await fetch(`${desk.url}/v1/conversations/${id}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ id: "m1", text: question }),
  });
  await answer.text();
  if (thumb === undefined) return;
  await fetch(`${desk.url}/v1/conversations/${id}/feedback`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ turn: `${id}-t1`, ...thumb }),
  });
}

const asOperator = (path: string, init: RequestInit = {}) =>
  fetch(`${desk.url}${path}`, { ...init, headers: { authorization: `Bearer ${desk.token}`, "content-type": "application/json" } });

const question = "may I bring my parrot to the showroom?";

test("from a gap to an article that answers: found in the list, written, asked again, settled", async () => {
  await asked(question);
  const page = await signedIn();
  await expect
    .poll(async () => {
      await opened(page, "knowledge/gaps");
      return page.locator(".gap").filter({ hasText: "parrot" }).count();
    }, patience)
    .toBe(1);
  await page.getByRole("button", { name: /Write the article for .*parrot/ }).click();
  await page.getByLabel("Title", { exact: true }).waitFor();
  expect(await page.getByLabel("Title", { exact: true }).inputValue()).toBe("May I bring my parrot to the showroom");
  await page.getByLabel("Text", { exact: true }).fill("You may bring your parrot to the **showroom** when it sits in a cage.");
  await expectText(page.locator(".preview strong"), "showroom");
  await page.getByRole("button", { name: "Store" }).click();
  await expectText(page.locator(".asked-again"), /Answered.*when it sits in a cage/s);
  expect(await page.locator(".asked-again .sources a").first().innerText()).toContain("May I bring my parrot");
  await page.getByRole("button", { name: /Settled/ }).click();
  await expectText(page.locator("h1"), "Knowledge");
  await expect.poll(() => page.locator(".gap").filter({ hasText: "parrot" }).count(), patience).toBe(0);

  await asked(question);
  await opened(page, "knowledge/articles/may-i-bring-my-parrot-to-the-showroom");
  await page.getByLabel("Text", { exact: true }).fill("Parrots stay outside.");
  await page.getByRole("button", { name: "Store" }).click();
  await page.getByRole("button", { name: /^Compare the version/ }).click();
  await expectText(page.locator(".difference"), /when it sits in a cage.*Parrots stay outside/s);
  await page.getByRole("button", { name: "Make this version the article again" }).click();
  await expect.poll(() => page.getByLabel("Text", { exact: true }).inputValue(), patience).toContain("in a cage");
  await asOperator("/v1/articles/may-i-bring-my-parrot-to-the-showroom", { method: "DELETE" });
});

test("by keyboard alone the greeting is changed, and the widget is told; two who change the same are told of each other", async () => {
  const page = await signedIn();
  await opened(page, "settings/brand");
  await page.getByLabel("Greeting").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Hello! I am an AI, ask me anything.");
  await expectText(page.locator(".widget-preview .bubble"), "ask me anything");
  await page.getByLabel("Company").focus();
  await page.keyboard.press("Enter");
  await expectText(page.locator(".notices"), "Saved");
  const told = z.object({ brand: z.object({ greeting: z.string() }) });
  await expect
    .poll(async () => told.parse(await (await fetch(`${desk.url}/v1/widget-settings`)).json()).brand.greeting, patience)
    .toBe("Hello! I am an AI, ask me anything.");

  await page.getByLabel("Greeting").fill("Mine.");
  await asOperator("/v1/settings", { method: "PATCH", body: JSON.stringify({ auditDays: 100 }) });
  await page.getByRole("form", { name: "Brand and widget" }).getByRole("button", { name: "Save" }).click();
  await expectText(page.locator(".setting-problem"), "somebody has changed the settings since");
  await asOperator("/v1/settings", { method: "PATCH", body: JSON.stringify({ reset: ["brand", "auditDays"] }) });
});

test("a closed day is set at the desk, and the widget is told that nobody is there", async () => {
  const page = await signedIn();
  await opened(page, "settings/hours");
  const form = page.getByRole("form", { name: "Opening hours" });
  await form.getByLabel("Somebody is always there").check();
  await form.getByRole("button", { name: "Save" }).click();
  await expectText(page.locator(".notices"), "Saved");
  await form.getByLabel("Somebody is always there").uncheck();
  for (const remove of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"])
    await form.getByRole("button", { name: `${remove}: take these hours out` }).click();
  await expectText(form.locator("header p"), "Closed now; not open within the next weeks");
  await form.getByRole("button", { name: "Save" }).click();
  const told = z.object({ hours: z.object({ open: z.boolean(), changesAt: z.string().nullable() }).nullable() });
  await expect
    .poll(async () => told.parse(await (await fetch(`${desk.url}/v1/widget-settings`)).json()).hours, patience)
    .toEqual({ open: false, changesAt: null });
  await asOperator("/v1/settings", { method: "PATCH", body: JSON.stringify({ reset: ["hours"] }) });
});

test("figures say what they rest on, and every plot has its table", async () => {
  await asked("how do I clean the tank?");
  const page = await signedIn();
  await expect
    .poll(async () => {
      await opened(page, "quality");
      return page.locator(".plot svg").count();
    }, patience)
    .toBeGreaterThan(0);
  await expectText(page.locator(".figures"), /Resolved.*of \d+ conversations; likely \d+/s);
  expect(await page.locator(".plot-card details").count()).toBe(await page.locator(".plot svg").count());
  await page.locator(".plot-card summary").first().click();
  await expectText(page.locator(".plot-card.wide table"), /Answered/);
});

test("a thumb down counts, says why, and leads to the run of its answer, where it is flagged", async () => {
  await asked("how do I clean the tank?", { rating: "up" });
  await asked("which plant food do I need?", { rating: "down", reason: "I use another brand" });
  const page = await signedIn();
  const bad = page.getByRole("region", { name: "Answers that did not help" }).locator("li", { hasText: "I use another brand" });
  await expect
    .poll(async () => {
      await opened(page, "quality");
      return bad.count();
    }, patience)
    .toBe(1);
  await expectText(page.locator(".figures"), /Helpful.*1 of 2 rated answers/s);
  await expectText(page.locator(".plot-card", { hasText: "Thumbs on answers" }).locator(".legend"), "Not helpful");
  await expectText(page.locator(".plot-card", { hasText: "Why not helpful" }), "In customers' words");
  await bad.getByRole("link", { name: "how it came about" }).click();
  await page.getByRole("button", { name: /Flag/ }).first().click();
  await page.getByLabel("What was wrong with it?").fill("It names our own brand only");
  await page.getByRole("dialog").getByRole("button", { name: "Flag this answer" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await opened(page, "quality");
  await expectText(bad, "flagged");
});

test("before an edit is stored it says which answers it would undermine, and where they are", async () => {
  await asked("how do I clean the tank?");
  const page = await signedIn();
  const first = page.locator("#cited-in li").first();
  await expect
    .poll(async () => {
      await opened(page, "knowledge/articles/clean-the-tank");
      return first.count();
    }, patience)
    .toBe(1);
  const quote = await first.locator("q").first().innerText();
  const body = page.getByLabel("Text", { exact: true });
  const stored = await body.inputValue();
  await body.fill(`${stored}\n\nNothing is taken away.`);
  expect(await page.locator(".undermines").innerText()).toBe("");
  await body.fill("Use lemon juice.");
  await expectText(page.locator(".undermines"), /takes away words that \d+ of the latest \d+ answers? quoted/);
  await expectText(first, "undermined by this edit");
  expect(quote.length).toBeGreaterThan(10);
  const { violations } = await page.evaluate(() => window.axe.run());
  expect(violations.map(({ id }) => id)).toEqual([]);
  await first.getByRole("link").click();
  await expectText(page.locator("h1"), "Runs of a conversation");
});

test("a macro is written in the settings, and inserted into a reply with the names that are known", async () => {
  await asked("how do I clean the tank?");
  const page = await signedIn();
  await opened(page, "settings/macros");
  const form = page.getByRole("form", { name: "Macros" });
  await form.getByRole("button", { name: "Add a macro" }).click();
  await form.getByLabel("Title").last().fill("Thanks for the photo");
  await form.getByLabel("Words").last().fill("Hello {customer}, {operator} here. Your ticket is {ticket}.");
  await form.getByRole("button", { name: "Save" }).click();
  await expectText(page.locator(".notices"), "Saved");
  await opened(page, "inbox?view=ai");
  await page.locator(".row").first().click();
  await page.getByRole("button", { name: "Take over" }).first().click();
  await page.getByRole("button", { name: "Macros" }).click();
  await page.getByRole("menuitem", { name: /Thanks for the photo/ }).click();
  await expect.poll(() => page.locator("#reply").inputValue(), patience).toBe("Hello, Support here. Your ticket is.");
  await asOperator("/v1/settings", { method: "PATCH", body: JSON.stringify({ reset: ["macros"] }) });
});

test("who comes through Cloudflare Access needs no token; an agent reads settings and changes none", async () => {
  for (const [role, token] of Object.entries(inject("accessTokens"))) {
    const page = await newPage({ extraHTTPHeaders: { "cf-access-jwt-assertion": token } });
    await page.goto(`${desk.url}/desk/settings/people`);
    await expectText(page.locator(".settings-content"), `${role}@verdanook.example, signed in with Cloudflare Access`);
    expect(await page.getByRole("link", { name: "Audit log" }).count()).toBe(role === "admin" ? 1 : 0);
    await opened(page, "settings/brand");
    expect(await page.getByLabel("Greeting").isDisabled()).toBe(role === "agent");
  }
});

const views = [
  "knowledge",
  "knowledge/gaps",
  "knowledge/ask?question=refund",
  "knowledge/import",
  "knowledge/new",
  "knowledge/articles/clean-the-tank",
  "quality",
  "settings/brand",
  "settings/hours",
  "settings/answers",
  "settings/times",
  "settings/macros",
  "settings/people",
  "settings/audit",
];

test.for([
  { size: "desktop", colorScheme: "light" },
  { size: "desktop", colorScheme: "dark" },
  { size: "phone", colorScheme: "light" },
  { size: "phone", colorScheme: "dark" },
] as const)("no view of these pages breaks a rule of accessibility on a $size in $colorScheme", async ({ size, colorScheme }) => {
  const page = await signedIn({ viewport: sizes[size], colorScheme });
  for (const view of views) {
    await opened(page, view);
    const { violations } = await page.evaluate(() => window.axe.run());
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${view}: ${id}: ${target.join(" ")}: ${failureSummary ?? ""}`),
    );
    expect(found).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});
