/** The widget on a page of another origin, under a policy as strict as a page can have, and what the desk's own pages allow. */
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { BrowserContext } from "playwright-core";
import { beforeEach, expect, inject, test } from "vitest";
import { freePort } from "../../scripts/start/ports.ts";
import { browsing } from "./browsing.ts";
import { expectText, lastAnswer, openChat, patience, say } from "./chat.ts";
import { collectViolations } from "./policy-violations.ts";

const desk = inject("desk");

/** Only the desk's script runs, only the desk is asked, no style sheet, picture or frame loads, and no string becomes markup. */
const policy = [
  "default-src 'none'",
  `script-src ${desk.url}`,
  `connect-src ${desk.url} ${desk.url.replace("http", "ws")}`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const host = `<!doctype html><html lang="en"><title>A shop</title><script src="${desk.url}/widget.js" data-name="A shop" data-color="#7a1fa2" defer></script><h1>A shop</h1></html>`;

const { newContext } = browsing();
let context: BrowserContext;
let violations: string[];

beforeEach(async () => {
  context = await newContext();
  violations = [];
  await collectViolations(context, violations);
});

test("a shop with a strict policy embeds the widget with one line: conversation, socket and passage work", async () => {
  const shop = await serve(inject("shopPort"));
  try {
    const page = await context.newPage();
    await page.goto(shop.origin);
    await openChat(page);
    await expectText(page.locator(".head"), /A shop/);
    await say(page, "how do I change my billing address?");
    await expectText(lastAnswer(page), "Account › Billing › Billing address");
    await page.locator(".mark").first().click();
    await page.locator(".passage mark").first().waitFor();
    await page.reload();
    await expectText(lastAnswer(page), "Account › Billing › Billing address");
    expect(violations).toEqual([]);
  } finally {
    await shop.close();
  }
});

test("a page that the desk does not know is refused, and the widget says so", async () => {
  const stranger = await serve(await freePort());
  try {
    const page = await context.newPage();
    const console: string[] = [];
    page.on("console", (message) => console.push(message.text()));
    await page.goto(stranger.origin);
    await openChat(page);
    await say(page, "how do I change my billing address?");
    await expectText(page.locator(".banner"), /not on the desk's list/);
    expect(console.join("\n")).toContain("CORS");
    expect(await page.locator(".entry.ai").count()).toBe(1);
  } finally {
    await stranger.close();
  }
});

test("a desk that is away is not taken for one that refuses", async () => {
  const page = await context.newPage();
  await page.goto(desk.url);
  await page.route(/\/v1\/|\/healthz/, (route) => route.abort());
  await openChat(page);
  await say(page, "how do I change my billing address?");
  await expectText(page.locator(".banner"), "Reconnecting");
  await page.unroute(/\/v1\/|\/healthz/);
  await expectText(lastAnswer(page), "Account › Billing › Billing address");
  expect(await page.locator(".banner").isVisible()).toBe(false);
});

test.for(["/", "/article", "/articles/refund-times", "/widget.js", "/shop.css", "/icon.svg"])(
  "%s carries the strict policy",
  async (path) => {
    const { headers, ok } = await fetch(desk.url + path);
    expect(ok).toBe(true);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    const allowed = headers.get("content-security-policy") ?? "";
    for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "trusted-types 'none'"])
      expect(allowed.split("; ")).toContain(rule);
  },
);

test.for(["/desk", "/desk/inbox", "/desk/inbox/anything?view=mine"])("%s runs only what carries the nonce of this answer", async (path) => {
  const answers = [await fetch(desk.url + path), await fetch(desk.url + path)];
  const policies = answers.map(({ headers }) => headers.get("content-security-policy") ?? "");
  const nonces = policies.map((text) => /script-src 'nonce-([\w-]{30,})';/.exec(text)?.[1] ?? "");
  expect(new Set(nonces).size).toBe(2);
  for (const [n, answer] of answers.entries()) {
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"])
      expect(policies[n]?.split("; ")).toContain(rule);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    const page = await answer.text();
    expect([...page.matchAll(/<(?:script|link rel="modulepreload")[^>]*>/g)].every(([tag]) => tag.includes(`nonce="${nonces[n]}"`))).toBe(
      true,
    );
    expect(page).not.toContain("%nonce%");
  }
});

test("the desk's files may be kept for good, because their names change with their content", async () => {
  const page = await (await fetch(`${desk.url}/desk`)).text();
  const files = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
  expect(files.length).toBeGreaterThan(2);
  for (const path of files) {
    const { headers, status } = await fetch(desk.url + path);
    expect([path, status, headers.get("cache-control")]).toEqual([path, 200, "public, max-age=31536000, immutable"]);
  }
});

test("no page of the desk runs into its own policy", async () => {
  const page = await context.newPage();
  await page.goto(desk.url);
  await page.locator("[data-ask]").first().click();
  await page.locator(".mark").first().click(patience);
  await page.locator(".passage mark").first().waitFor();
  await page.goto(`${desk.url}/articles/refund-times`);
  await page.locator("article h1").waitFor();
  await page.goto(desk.link);
  await page.locator(".list").waitFor();
  expect(violations).toEqual([]);
});

test("no page can frame the desk", async () => {
  const shop = await serve(inject("shopPort"), () => `<!doctype html><iframe src="${desk.url}/desk"></iframe>`, "");
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(shop.origin);
    await expect.poll(() => complaints.join("\n"), patience).toMatch(/frame-ancestors 'none'/);
  } finally {
    await shop.close();
  }
});

async function serve(port: number, page = (): string => host, csp = policy): Promise<{ origin: string; close: () => Promise<void> }> {
  const server: Server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...(csp === "" ? {} : { "content-security-policy": csp }) });
    response.end(page());
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
