/**
 * How soon the desk's page shows its list on a cold cache, in a real browser: a new profile for each visit, the desk as `npm start` runs it, so with wrangler's proxy in
 * between; without a network, and with one of a given delay and speed, in turns. The first visit of all warms the server and is not counted.
 */
import type { Browser } from "playwright-core";
import { launchChromium } from "../../scripts/test/chromium.ts";
import { startDesk } from "../../test/browser/desk.ts";
import { median, percentile } from "../measure/summary.ts";
import { table } from "../measure/table.ts";

/** Round trip in ms; bytes a second. Null: none. */
const networks = [
  { name: "no network", conditions: null },
  { name: "40 ms, 10 Mbit/s", conditions: { latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 } },
] as const;
type Network = (typeof networks)[number];

/** Runs in the page before anything of it does. */
const marksTheList = `
  new MutationObserver((_, look) => {
    if (document.querySelector(".list :is(.row, .empty-state)") === null) return;
    look.disconnect();
    performance.mark("list");
  }).observe(document, { childList: true, subtree: true });`;

type Visit = { listMs: number; paintMs: number; files: number; bytes: number };

export type PageVisits = {
  network: string;
  visits: number;
  /** Until the first row, or the word that there is none; milliseconds. */
  list: { median: number; p90: number; worst: number };
  firstPaint: { median: number; p90: number; worst: number };
  underASecond: number;
  files: number;
  kilobytes: number;
};

export async function measurePage(visits: number, say: (text: string) => void): Promise<PageVisits[]> {
  const desk = await startDesk();
  const browser = await launchChromium();
  try {
    await visit(browser, desk.link, networks[0]);
    const found = networks.map((network) => ({ network, seen: new Array<Visit>() }));
    for (let n = 1; n <= visits; n++) {
      for (const { network, seen } of found) seen.push(await visit(browser, desk.link, network));
      if (n % 5 === 0) say(`  ${n} of ${visits}`);
    }
    return found.map(({ network, seen }) => figuresOf(network, seen));
  } finally {
    await browser.close();
    await desk.remove();
  }
}

async function visit(browser: Browser, link: string, { conditions }: Network): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  try {
    const page = await context.newPage();
    if (conditions !== null) {
      const devTools = await context.newCDPSession(page);
      await devTools.send("Network.enable");
      await devTools.send("Network.emulateNetworkConditions", { offline: false, ...conditions });
    }
    await page.addInitScript({ content: marksTheList });
    await page.goto(link);
    await page.waitForFunction(() => performance.getEntriesByName("list").length > 0);
    return await page.evaluate(() => {
      const files = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/assets/"));
      return {
        listMs: performance.getEntriesByName("list")[0]?.startTime ?? 0,
        paintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
        files: files.length,
        bytes: files.reduce((sum, file) => sum + ("encodedBodySize" in file ? Number(file.encodedBodySize) : 0), 0),
      };
    });
  } finally {
    await context.close();
  }
}

function figuresOf({ name }: Network, seen: readonly Visit[]): PageVisits {
  const of = (values: readonly number[]) => ({
    median: Math.round(median(values)),
    p90: Math.round(percentile(values, 90)),
    worst: Math.round(Math.max(...values)),
  });
  const lists = seen.map(({ listMs }) => listMs);
  return {
    network: name,
    visits: seen.length,
    list: of(lists),
    firstPaint: of(seen.map(({ paintMs }) => paintMs)),
    underASecond: lists.filter((ms) => ms < 1_000).length,
    files: seen[0]?.files ?? 0,
    kilobytes: Math.round((seen[0]?.bytes ?? 0) / 1_024),
  };
}

export function pageText(found: readonly PageVisits[]): string {
  const head = ["", "visits", "list", "first paint", "list within 1 s", "files", "KB as sent"];
  const rows = found.map(({ network, visits, list, firstPaint, underASecond, files, kilobytes }) => [
    network,
    visits,
    `${list.median} / ${list.p90} / ${list.worst}`,
    `${firstPaint.median} / ${firstPaint.p90} / ${firstPaint.worst}`,
    underASecond,
    files,
    kilobytes,
  ]);
  return `The desk's page on a cold cache, milliseconds, median / p90 / worst; through wrangler's proxy\n${table([head, ...rows])}`;
}
