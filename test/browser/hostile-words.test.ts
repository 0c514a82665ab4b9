/**
 * Whatever an agent, a person, an article or a customer says stays words. The log and the articles are answered in the desk's place; everything
 * else is the real thing: the bundles as they are served, under the pages' own policy.
 */
import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, expect, inject, test } from "vitest";
import { browsing } from "./browsing.ts";
import { openChat, patience, say } from "./chat.ts";
import { attacks, hostileWords, readForeign } from "./hostile-words.ts";
import { collectViolations } from "./policy-violations.ts";

const desk = inject("desk");
/** In the widget and on the desk, in conversations of as many as a page holds; an article gets one page of them. */
const all = hostileWords(10_000, readForeign(process.env["HOSTILE_STRINGS"]));
const inArticle = all.slice(0, 2400);
const at = "2026-10-30T10:00:00.000Z";

const { newContext } = browsing();
let context: BrowserContext;
/** What happened that must not: a call, a request to another host, a refusal by the policy, a broken script. */
let incidents: string[];

beforeEach(async () => {
  incidents = [];
  context = await newContext();
  await context.exposeFunction("pwned", () => incidents.push("executed"));
  await collectViolations(context, incidents);
  context.on("request", (request) => {
    if (new URL(request.url()).origin !== desk.url) incidents.push(`asked ${request.url()}`);
  });
  context.on("weberror", (error) => incidents.push(error.error().message));
});

const inParts = (size: number): string[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

test.for(inParts(1000))("nothing that is said in a conversation is more than words in the widget", async (said) => {
  const page = await context.newPage();
  const events = said.flatMap(spoken);
  const frames: object[] = [
    ...events.map((event, n) => ({ type: "event", seq: n + 1, at, event })),
    { type: "ready", seq: events.length, state: "ai" },
    { type: "status", turn: "draft", phase: "writing" },
    ...said.slice(0, 100).map((text, index) => ({ type: "delta", turn: "draft", attempt: 1, index, text })),
  ];
  await page.addInitScript(
    answerResume,
    frames.map((frame) => JSON.stringify({ v: 1, ...frame })),
  );
  await page.goto(desk.url);
  await openChat(page);
  await say(page, "x");
  await page.locator(".writing").waitFor(patience);
  expect(await page.locator(".rating").count()).toBe(said.length);
  await page.locator("button.mark").last().click();
  await page.locator(".passage blockquote").waitFor();
  expect(await unsafeNodes(page)).toEqual([]);
  expect(incidents).toEqual([]);
});

test("nothing that stands in an article is more than words on its page and in the passage", async () => {
  const body = inArticle.join("\n\n");
  const sections = inArticle.map((text, n) => ({ section: `s${n}`, heading: text, text }));
  const article = {
    id: "hostile",
    title: inArticle[0],
    summary: inArticle[1],
    body,
    tags: [],
    updated: at,
    version: "1",
    area: "",
    sections,
  };
  const page = await context.newPage();
  await page.route("**/v1/articles/hostile", (route) => route.fulfill({ json: article }));
  await page.goto(`${desk.url}/articles/hostile#s3`);
  await page.locator("article h1").first().waitFor(patience);
  expect(await unsafeNodes(page)).toEqual([]);
  expect(incidents).toEqual([]);
});

test.for(inParts(2000))("nothing that is said in a conversation is more than words on the desk", async (words) => {
  const events = words.flatMap(spoken).map((event, n) => ({ seq: n + 1, at, event }));
  const [first = "", second = "", third = ""] = words;
  const id = "0".repeat(32);
  const who = { subject: first, name: second, email: third };
  const told = { title: first, snippet: second, owner: third, ticket: first, intent: second, language: third, reason: first };
  const summary = { id, seq: 1, state: "waiting", customer: who, speaker: "customer", isAnswering: true, sentiment: 0, ...told };
  const times = { settledAs: null, priority: "high", waitingSince: at, dueAt: at, unread: 3, startedAt: at, updatedAt: at };
  const counts = { waiting: 1, mine: 0, team: 0, ai: 0, closed: 0 };
  const tried = words.slice(0, 200).map((text) => ({ question: text, answer: text, sources: [text] }));
  const brief = { title: first, summary: second, category: third, sentiment: 0, priority: first, wishes: words.slice(0, 200), tried };
  const turns = words.slice(0, 20).map((text) => ({ intent: text, sentiment: 0, language: text }));
  const notes = words.slice(0, 200).map((text, n) => ({ id: `n${n}`, after: n, at, operator: text, text }));
  const card = {
    state: "waiting",
    epoch: 1,
    owner: null,
    waitingSince: at,
    returnsAt: null,
    settled: null,
    customer: who,
    contact: third,
    reason: second,
  };
  const people = attacks.slice(0, 50).map((name) => ({ name, isWriting: true }));
  const page = await context.newPage();
  await page.addInitScript(
    answerResume,
    [
      ...events.map((event) => ({ type: "event", ...event })),
      ...notes.map((note) => ({ type: "note", note })),
      { type: "people", people },
      { type: "ready", seq: events.length, state: "waiting" },
    ].map((frame) => JSON.stringify({ v: 1, ...frame })),
  );
  const list = { conversations: [{ ...summary, ...times }], next: null, total: 1, rev: 1, counts };
  await page.route(/\/v1\/inbox/, (route) => route.fulfill({ json: list }));
  await page.route(/\/card$/, (route) => route.fulfill({ json: { ...card, ticket: { id: "t", number: first }, brief, turns } }));
  await page.goto(desk.link);
  await page.locator(".row").click();
  await page
    .locator(".entries .entry")
    .nth(words.length - 1)
    .waitFor(patience);
  await page.locator(".entry.note").last().waitFor(patience);
  await page.locator(".tried").last().waitFor(patience);
  expect(await unsafeNodes(page)).toEqual([]);
  expect(incidents).toEqual([]);
});

/** Runs in the page: a socket that answers "resume" with these frames, without the way through the test's own process for each. */
function answerResume(frames: string[]): void {
  class Line extends EventTarget {
    static readonly OPEN = 1;
    readyState = 0;
    constructor() {
      super();
      queueMicrotask(() => {
        this.readyState = Line.OPEN;
        this.dispatchEvent(new Event("open"));
      });
    }
    send(text: string): void {
      if (text.includes('"resume"')) for (const data of frames) this.dispatchEvent(new MessageEvent("message", { data }));
    }
    close(): void {}
  }
  Object.assign(window, { WebSocket: Line });
}

/** Words as an answer, which renders the most of them; the attacks by themselves also in every other place that words have. */
function spoken(text: string, n: number): object[] {
  const quoted = { n: 1, article: text, version: text, section: text, title: text, quote: text, url: text };
  const told = { text: `${text} [1]`, citations: [quoted], intent: text, replies: [text] };
  const answer = { type: "answer.completed", turn: `t${n}`, kind: "answer", ...told, confidence: 1, offersPerson: true };
  if (!attacks.includes(text)) return [answer];
  return [
    answer,
    { type: "customer.message", id: `c${n}`, text },
    { type: "customer.contact", email: text },
    { type: "operator.joined", operator: text },
    { type: "operator.message", id: `o${n}`, operator: text, text },
    { type: "operator.left", operator: text },
    { type: "handoff.requested", turn: null, reason: text, text },
    { type: "ticket.opened", ticket: { number: text }, text },
    { type: "turn.failed", turn: `f${n}`, text },
  ];
}

/** Elements that load or run something, attributes that handle events or style, links that lead elsewhere than a link may. */
function unsafeNodes(page: Page): Promise<string[]> {
  return page.evaluate((origin) => {
    const active = /^(script|style|iframe|frame|object|embed|base|link|meta|template|form|img|video|audio|math|applet|portal)$/;
    /** The page's own, and the widget's own. */
    const own = "head *, body > header img, .composer, .reason, .reply, .search form";
    const problems = (element: Element): string[] => {
      const name = element.localName;
      const found = active.test(name) && !element.matches(own) ? [`<${name}>`] : [];
      for (const { name: attribute, value } of element.attributes) {
        if (/^on|^srcdoc$|^action$|^formaction$|^xlink:/.test(attribute)) found.push(`${name} ${attribute}="${value}"`);
        if (attribute === "src" && !element.matches(own)) found.push(`${name} src="${value}"`);
        if (attribute !== "href" || element.matches(own)) continue;
        const { protocol, origin: to, username, pathname } = new URL(value, location.href);
        const inside =
          to === origin &&
          (/^\/(articles\/|desk(\/|$)|openapi\.json$)/.test(pathname) || pathname === location.pathname || pathname === "/");
        if (!inside && !(protocol === "https:" && username === "" && element.getAttribute("rel")?.includes("noopener") === true))
          found.push(`${name} href="${value}"`);
      }
      return found;
    };
    const walk = (root: ParentNode): string[] =>
      [...root.querySelectorAll("*")].flatMap((element) => [
        ...problems(element),
        ...(element.shadowRoot === null ? [] : walk(element.shadowRoot)),
      ]);
    return walk(document);
  }, desk.url);
}
