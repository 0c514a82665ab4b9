/**
 * `npm run screenshots`: the pictures of the README, taken from a running desk with nothing in it but what a few visitors write here. Starts
 * a desk of its own, on a free port and a new state folder, and ends it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { build } from "./build.ts";
import { inRepository } from "./repository.ts";
import { startDevServer } from "./start/dev-server.ts";
import { applyMigrations } from "./start/migrations.ts";
import { freePort } from "./start/ports.ts";
import { importSampleArticles } from "./start/sample-articles.ts";
import { localSecrets } from "./start/secrets.ts";
import { launchChromium } from "./test/chromium.ts";

const question = "How do I change my billing address?";

/** What each visitor writes; the last message of each opens a ticket. */
const visitors = [
  ["When does my box arrive in Norway?", "can i talk to somebody please"],
  ["My garden leaks and the app shows E2", "This is the third pump in a year. I want to make a complaint!"],
  [question, "I was charged twice for my Nook Plus box and nobody answers, let me talk to a human"],
];

const looks: { name: string; options: BrowserContextOptions }[] = [
  { name: "", options: { viewport: { width: 1280, height: 800 }, colorScheme: "light" } },
  { name: "-dark", options: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" } },
  { name: "-phone", options: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true } },
];

const state = mkdtempSync(join(tmpdir(), "edgedesk-screenshots-"));
await build();
await applyMigrations(state);
const token = localSecrets(inRepository(".dev.vars")).get("OPERATOR_TOKEN") ?? "";
const server = await startDevServer({ port: await freePort(), state, onLine: (line) => console.error(line) });
const browser = await launchChromium();
try {
  await importSampleArticles({ url: server.url, token, state });
  await openHours();
  let last: Page | undefined;
  for (const messages of visitors) last = await visit(browser, messages);
  await takeOver(last);
  for (const { name, options } of looks) {
    await picture(`widget${name}`, options, askInShop);
    await picture(`desk${name}`, options, openTicket);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(state, { recursive: true, force: true });
}

async function picture(name: string, options: BrowserContextOptions, show: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ reducedMotion: "reduce", locale: "en-GB", ...options });
  const page = await context.newPage();
  await show(page);
  await page.screenshot({ path: inRepository("docs", "images", `${name}.png`) });
  await context.close();
  console.log(`docs/images/${name}.png`);
}

async function askInShop(page: Page): Promise<void> {
  await page.goto(server.url);
  await page.locator(".launcher").click();
  await say(page, question);
  await page.locator(".sources").waitFor();
}

/** Somebody is always there: the pictures look the same at night. */
async function openHours(): Promise<void> {
  const changed = await fetch(`${server.url}/v1/settings`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ hours: null }),
  });
  if (!changed.ok) throw new Error(`opening hours: ${changed.status} ${await changed.text()}`);
}

/** A person answers, and the customer asks what nobody has answered yet. */
async function takeOver(customer: Page | undefined): Promise<void> {
  const context = await browser.newContext({ reducedMotion: "reduce", locale: "en-GB" });
  const page = await context.newPage();
  await openDesk(page, "inbox");
  await page.locator(".row", { hasText: "charged twice" }).click();
  await page.locator(".talk-actions button", { hasText: "Take over" }).click();
  await say(page, "I am sorry about that. I see both payments, and have paid one of them back.");
  await page.locator(".entry.person").waitFor();
  if (customer !== undefined) await say(customer, "Thank you! How long does that take until it is on my card?");
  await page.locator(".entry.customer", { hasText: "Thank you" }).waitFor();
  await context.close();
}

async function openDesk(page: Page, path: string): Promise<void> {
  await page.addInitScript('localStorage.setItem("edgedesk.operator-name", "Mira Lind")');
  await page.goto(`${server.url}/desk#token=${token}`);
  await page.locator(".list").waitFor();
  await page.goto(`${server.url}/desk/${path}`);
}

/** The inbox, with a conversation that was taken over and the AI's draft for it. */
async function openTicket(page: Page): Promise<void> {
  await openDesk(page, "inbox?view=all");
  await page.locator(".row", { hasText: "Thank you" }).first().click();
  await page.getByRole("button", { name: "Draft" }).click();
  await page.locator(".draft").waitFor();
  await page.evaluate("document.activeElement.blur()");
}

/** A visitor who ends with a ticket. */
async function visit(by: Browser, messages: string[]): Promise<Page> {
  const context = await by.newContext({ reducedMotion: "reduce", locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.locator(".launcher").click();
  for (const [n, message] of messages.entries()) {
    await say(page, message);
    await page
      .locator(n === messages.length - 1 ? ".ticket strong" : ".rating, .offer")
      .last()
      .waitFor();
  }
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  await page.locator("textarea").fill(text);
  await page.locator("textarea").press("Enter");
}
