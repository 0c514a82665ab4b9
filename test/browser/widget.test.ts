/** The customer's side, each thing that the widget can do once: on a real desk, in a real browser, with an operator at the other end over HTTP. */
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import axe from "axe-core";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { browsing } from "./browsing.ts";
import { conversationOf, expectText, lastAnswer, letters, openChat, patience, say } from "./chat.ts";
import { logOf, ticketsOf } from "./desk.ts";

const desk = inject("desk");
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const looks: { look: string; options: BrowserContextOptions }[] = [
  { look: "light", options: {} },
  { look: "dark", options: { colorScheme: "dark" } },
  { look: "on a phone", options: phone },
];
const closedAlways = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };

const { newContext } = browsing({ locale: "en-GB" });

async function visitor(options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page; asked: string[] }> {
  const context = await newContext(options);
  await context.addInitScript(axe.source);
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  return { context, page, asked };
}

/** As the operator, over HTTP. */
async function operate(path: string, method: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${desk.token}`, "content-type": "application/json" };
  const answer = await fetch(new URL(path, desk.url), { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

const setOnDesk = (settings: object): Promise<void> => operate("/v1/settings", "PATCH", settings);

async function chooseInMenu(page: Page, item: string): Promise<void> {
  await page.locator(".more").click();
  await page.locator(`[data-item=${item}]`).click();
}

/** What of our own breaks which rule. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await page.evaluate(() => window.axe.run());
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

test("a page asks for one thing until the chat is wanted, and nothing of it ever moves", async () => {
  const shop = await serveShop("");
  try {
    const { page, asked } = await visitor();
    await page.addInitScript(() => {
      let moved = 0;
      Reflect.set(globalThis, "movedBy", moved);
      // What stands in a shadow root is nobody to the page: a shift with a node in it moved something of the page's own.
      const ofThePage = (source: unknown): boolean => typeof source === "object" && source !== null && Reflect.get(source, "node") !== null;
      const add = (list: PerformanceObserverEntryList): void => {
        for (const entry of list.getEntries()) {
          const sources: unknown = Reflect.get(entry, "sources");
          if (Array.isArray(sources) && sources.some(ofThePage)) moved += Number(Reflect.get(entry, "value"));
          Reflect.set(globalThis, "movedBy", moved);
        }
      };
      new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(shop.url);
    await page.locator(".launcher").waitFor();
    await page.waitForLoadState("networkidle");
    expect(asked.filter((path) => path !== "/favicon.ico")).toEqual(["/", "/widget.js"]);
    await openChat(page);
    await say(page, "how do I clean the tank?");
    await expectText(lastAnswer(page), /vinegar/);
    await page.locator(".close").click();
    expect(await page.evaluate(() => Number(Reflect.get(globalThis, "movedBy")))).toBe(0);
  } finally {
    await shop.close();
  }
});

test("a chat that cannot be loaded says so, and is loaded when it can", async () => {
  const { page } = await visitor();
  await page.route("**/widget/**", (route) => route.abort());
  await page.goto(desk.url);
  await page.locator(".launcher").click();
  await expectText(page.locator(".bubble-out"), "could not be loaded");
  expect(await page.locator(".launcher").getAttribute("aria-expanded")).toBe("false");
  await page.unroute("**/widget/**");
  await page.reload();
  await openChat(page);
});

test.for(looks)("an ended conversation is rated, kept among the earlier ones, and gone on reading: $look", async ({ options }) => {
  const { page } = await visitor(options);
  await page.goto(desk.url);
  await openChat(page);
  await say(page, "how do I clean the tank?");
  await expectText(lastAnswer(page), /vinegar/);
  const conversation = await conversationOf(page, desk.url);
  await chooseInMenu(page, "end");
  await page.locator(".rate").waitFor(patience);
  await page.getByRole("radio", { name: "Satisfied", exact: true }).check({ force: true });
  await page.locator("#rating-comment").fill("quick");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Send rating" }).click();
  await expectText(page.locator(".entries"), "You rated this conversation Satisfied");
  await expect
    .poll(async () => (await logOf(desk, conversation)).map(({ event }) => event), patience)
    .toContainEqual({ type: "conversation.rated", score: 4, comment: "quick" });
  await page.getByRole("button", { name: "Start a new conversation" }).click();
  expect(await page.locator("textarea:focus").count()).toBe(1);
  await chooseInMenu(page, "history");
  expect(await violations(page)).toEqual([]);
  await page.locator(".past", { hasText: "how do I clean the tank?" }).click();
  await expectText(lastAnswer(page), /vinegar/);
  expect(await conversationOf(page, desk.url)).toBe(conversation);
});

test("the conversation is saved as a text file", async () => {
  const { page } = await visitor();
  await page.goto(desk.url);
  await openChat(page);
  await say(page, "how do I clean the tank?");
  await expectText(lastAnswer(page), /vinegar/);
  const [file] = await Promise.all([page.waitForEvent("download"), chooseInMenu(page, "download")]);
  expect(file.suggestedFilename()).toMatch(/^conversation-\d{4}-\d\d-\d\d\.txt$/);
  const text = readFileSync(await file.path(), "utf8");
  expect(text).toContain("how do I clean the tank?");
  expect(text).toMatch(/vinegar/);
  expect(text).not.toMatch(/<[a-z]/i);
});

test("deleting asks first, and then nothing is left on the device or at the desk", async () => {
  const { page } = await visitor();
  await page.goto(desk.url);
  await openChat(page);
  await say(page, "I was charged twice, let me talk to a human");
  await page.locator(".ticket strong").waitFor(patience);
  const conversation = await conversationOf(page, desk.url);
  await chooseInMenu(page, "erase");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep them" }).click();
  expect(await letters(page)).toContain("charged twice");
  await chooseInMenu(page, "erase");
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect.poll(() => letters(page), patience).not.toContain("charged twice");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(conversation);
  expect(await ticketsOf(desk, conversation)).toEqual([]);
  const gone = await fetch(new URL(`/v1/conversations/${conversation}/events`, desk.url), {
    headers: { authorization: `Bearer ${desk.token}` },
  });
  expect(gone.status).toBe(404);
});

test.for(looks)("while nobody is there, that is said, and an address is asked of whoever waits: $look", async ({ options }) => {
  await setOnDesk({ hours: { timeZone: "UTC", week: closedAlways, holidays: [] }, away: { message: "", emailCapture: true } });
  try {
    const { page } = await visitor(options);
    await page.goto(desk.url);
    await openChat(page);
    await expectText(page.locator(".away-note"), "Nobody is at the desk right now");
    await page.locator("button.person").click();
    await page.locator("#email").waitFor(patience);
    await page.locator("#email").fill("nora");
    await page.locator("#email").press("Enter");
    await expectText(page.locator("#email-problem"), "name@example.com");
    expect(await violations(page)).toEqual([]);
    await page.locator("#email").fill("nora@customers.example");
    await page.locator("#email").press("Enter");
    await expectText(page.locator(".entries"), "We can reach you at nora@customers.example");
    const conversation = await conversationOf(page, desk.url);
    await expect
      .poll(async () => (await logOf(desk, conversation)).map(({ event }) => event), patience)
      .toContainEqual({ type: "customer.contact", email: "nora@customers.example" });
  } finally {
    await setOnDesk({ reset: ["hours", "away"] });
  }
});

test("an offer has replies to click: no is taken as a no", async () => {
  const { page } = await visitor();
  await page.goto(desk.url);
  await openChat(page);
  await say(page, "Do you repair bicycles?");
  await page.getByRole("button", { name: "No, thanks" }).click(patience);
  await expectText(lastAnswer(page), "Ask me anything else");
  expect(await page.getByRole("button", { name: "No, thanks" }).count()).toBe(0);
});

test("what is unread shows in every tab and on the next page, and is read in all of them at once", async () => {
  const { context, page } = await visitor();
  await page.goto(desk.url);
  await openChat(page);
  await say(page, "can I talk to a person please");
  await page.locator(".ticket strong").waitFor(patience);
  const [ticket] = await ticketsOf(desk, await conversationOf(page, desk.url));
  await page.locator(".close").click();
  const other = await context.newPage();
  await other.goto(desk.url);
  await operate(`/v1/tickets/${ticket?.id ?? ""}`, "PATCH", { status: "taken", operator: "Ada" });
  await operate(`/v1/tickets/${ticket?.id ?? ""}/replies`, "POST", { id: "r1", operator: "Ada", text: "Here I am." });
  for (const tab of [page, other]) await expect.poll(() => tab.locator(".badge").isVisible(), patience).toBe(true);
  await page.reload();
  await expectText(page.locator(".badge"), /^\d$/);
  await openChat(other);
  await expectText(other.locator(".entry.person"), "Here I am.");
  await expect.poll(() => page.locator(".badge").isVisible(), patience).toBe(false);
});

test.for([
  {
    locale: "de-DE",
    lang: "de",
    placeholder: "Stellen Sie eine Frage…",
    asks: "Reparieren Sie auch Fahrräder für Kinder?",
    answers: "in unseren Hilfeartikeln keine Antwort",
  },
  { locale: "ja-JP", lang: "ja", placeholder: "質問を入力…", asks: "自転車の修理はできますか", answers: "ヘルプ記事の中に答えが" },
  { locale: "ar-EG", lang: "ar", placeholder: "اطرح سؤالًا…", asks: "هل تصلحون الدراجات الهوائية؟", answers: "لم أجد إجابة" },
])("in $lang the widget and the desk's own words speak alike", async ({ locale, lang, placeholder, asks, answers }) => {
  const { page } = await visitor({ locale });
  await page.goto(desk.url);
  await page.evaluate(
    (language) => document.querySelector("edgedesk-widget")?.remove() ?? (document.documentElement.lang = language),
    lang,
  );
  await page.evaluate((language) => {
    document.documentElement.lang = language;
    document.body.append(document.createElement("edgedesk-widget"));
  }, lang);
  await openChat(page);
  expect(await page.locator("textarea").getAttribute("placeholder")).toBe(placeholder);
  await say(page, asks);
  await expectText(lastAnswer(page), answers);
  const ofTheLanguage = lang === "ar" ? "rtl" : "ltr";
  expect(await page.locator(".root").getAttribute("dir")).toBe(ofTheLanguage);
  expect(await violations(page)).toEqual([]);
  // What was said runs as its own words do, not as the widget's.
  await say(page, "How do I change my billing address?");
  const directions = (): Promise<string[]> =>
    page.locator(".entry.customer .bubble").evaluateAll((all) => all.map((bubble) => getComputedStyle(bubble).direction));
  await expect.poll(directions, patience).toEqual([ofTheLanguage, "ltr"]);
});

test("on a phone the chat is the screen: modal, the focus stays in, Esc leads back", async () => {
  const { page } = await visitor(phone);
  await page.goto(desk.url);
  await openChat(page);
  await page.locator("textarea:focus").waitFor();
  expect(await page.locator(".panel").getAttribute("aria-modal")).toBe("true");
  expect(await page.locator(".panel").boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe("edgedesk-widget");
  for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe("edgedesk-widget");
  await page.keyboard.press("Escape");
  await page.locator(".launcher:focus").waitFor();
});

test("the widget speaks first where it is told to: once, beside the page, and never again after it was sent away", async () => {
  await setOnDesk({ proactive: { enabled: true, message: "May I help you choose?", afterSeconds: 1, everyDays: 7 } });
  try {
    const { context, page, asked } = await visitor();
    await expect.poll(async () => (await fetch(new URL("/widget.js", desk.url))).text(), patience).toContain("May I help you choose?");
    await page.goto(desk.url);
    await expectText(page.locator(".bubble-out"), "May I help you choose?");
    expect(asked.filter((path) => path.startsWith("/widget/") || path.startsWith("/v1"))).toEqual([]);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Dismiss" }).click();
    expect(await page.locator(".bubble-out").isVisible()).toBe(false);
    expect(await context.storageState()).toMatchObject({
      origins: [{ localStorage: expect.arrayContaining([{ name: "edgedesk.v1:spoke", value: "never" }]) }],
    });
  } finally {
    await setOnDesk({ reset: ["proactive"] });
  }
});

test("the host page opens, asks, listens and closes", async () => {
  const { page } = await visitor();
  await page.goto(desk.url);
  await page.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(globalThis, "heard", heard);
    const api: unknown = Reflect.get(globalThis, "Edgedesk");
    const on: unknown = typeof api === "object" && api !== null ? Reflect.get(api, "on") : null;
    if (typeof on !== "function") throw new Error("no Edgedesk.on");
    for (const name of ["open", "close", "message", "handoff"])
      Reflect.apply(on, api, [name, (detail: unknown) => heard.push(`${name} ${JSON.stringify(detail)}`)]);
  });
  const call = (name: string, ...values: string[]): Promise<void> =>
    page.evaluate(
      ({ method, given }) => {
        const api: unknown = Reflect.get(globalThis, "Edgedesk");
        const act: unknown = typeof api === "object" && api !== null ? Reflect.get(api, method) : null;
        if (typeof act === "function") Reflect.apply(act, api, given);
      },
      { method: name, given: values },
    );
  await call("ask", "let me talk to a human please");
  await page.locator(".ticket strong").waitFor(patience);
  await call("close");
  const heard = await page.evaluate(() => String(Reflect.get(globalThis, "heard")));
  expect(heard).toContain('message {"from":"customer","text":"let me talk to a human please"}');
  expect(heard).toContain('handoff {"reason":"asked_for_person"}');
  expect(heard).toMatch(/open null[^]*close null$/);
});

test("a page that styles everything with force does not reach the widget", async () => {
  const hostile =
    "*{all:unset!important;display:inline!important;position:static!important;font:40px fantasy!important;color:red!important;background:yellow!important;direction:rtl!important;visibility:hidden!important;opacity:.1!important;transform:none!important}";
  const shop = await serveShop(hostile);
  try {
    const { page } = await visitor();
    await page.goto(shop.url);
    const look = (): Promise<object> =>
      page.locator(".launcher").evaluate((launcher) => {
        const { position, visibility, opacity, direction, fontSize, inlineSize } = getComputedStyle(launcher);
        return { position, visibility, opacity, direction, fontSize, inlineSize };
      });
    expect(await look()).toEqual({
      position: "fixed",
      visibility: "visible",
      opacity: "1",
      direction: "ltr",
      fontSize: "15px",
      inlineSize: "58px",
    });
    await openChat(page);
    await say(page, "how do I clean the tank?");
    await expectText(lastAnswer(page), /vinegar/);
  } finally {
    await shop.close();
  }
});

/** A page of another origin that the desk knows, with the widget's line and a style of its own. */
async function serveShop(style: string): Promise<{ url: string; close: () => Promise<void> }> {
  const words = "<p>Some words of a shop that has many of them.</p>".repeat(60);
  const head = `<title>A shop</title><style>${style}</style><script src="${desk.url}/widget.js" defer></script>`;
  const shop = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(`<!doctype html><html lang="en">${head}<h1>A shop</h1>${words}</html>`);
  });
  const port = inject("shopPort");
  await new Promise<void>((resolve) => shop.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      shop.closeAllConnections();
      await new Promise((resolve) => shop.close(resolve));
    },
  };
}
