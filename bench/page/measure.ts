/**
 * How soon the desk's page shows its list, and a host page its launcher and then the chat, on a cold cache in a real browser; served as `npm start` does it, so with wrangler's proxy in between;
 * without a network, and over one of a given delay and speed, in turns. The first visits of all warm the server and are not counted.
 */
import type { Browser } from "playwright-core";
import { launchChromium } from "../../scripts/test/chromium.ts";
import { type Desk, startDesk } from "../../test/browser/desk.ts";
import { median, percentile } from "../measure/summary.ts";
import { table } from "../measure/table.ts";
import { type Network, visit, type Visited } from "./visit.ts";

/** Round trip in ms; bytes a second. */
const networks: readonly Network[] = [
  { name: "no network", conditions: null },
  { name: "40 ms, 10 Mbit/s", conditions: { latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 } },
];

type Scene = { name: string; stages: readonly string[]; visit: (browser: Browser, desk: Desk, network: Network) => Promise<Visited> };

const scenes: readonly Scene[] = [
  {
    name: "desk",
    stages: ["scripts", "first-contentful-paint", "asked", "list"],
    visit: (browser, { link }, network) =>
      visit(browser, link, network, { list: ".list .row, .list .empty-state" }, () => Promise.resolve()),
  },
  {
    name: "widget",
    stages: ["launcher"],
    visit: (browser, { url }, network) => visit(browser, url, network, { launcher: launcherSeen }, () => Promise.resolve()),
  },
  {
    name: "chat",
    stages: ["opened"],
    visit: async (browser, { url }, network) => {
      const seen = await visit(browser, url, network, { launcher: launcherSeen, chat: "edgedesk-widget >>> textarea" }, (page) =>
        page.locator(".launcher").click(),
      );
      const { chat = 0, press = 0 } = seen.stages;
      return { ...seen, stages: { opened: chat - press } };
    },
  },
];
const launcherSeen = "edgedesk-widget >>> .launcher";

type Spread = { median: number; p90: number; worst: number };

export type PageVisits = {
  page: string;
  network: string;
  visits: number;
  /** Milliseconds since the address was entered; of `opened`, since the launcher was pressed. */
  stages: Record<string, Spread>;
  /** Scripts, and their weight as sent. */
  files: number;
  kilobytes: number;
};

export async function measurePage(visits: number, say: (text: string) => void): Promise<PageVisits[]> {
  const desk = await startDesk();
  const browser = await launchChromium();
  const found = scenes.flatMap((scene) => networks.map((network) => ({ scene, network, seen: new Array<Visited>() })));
  try {
    for (const scene of scenes) await scene.visit(browser, desk, { name: "warms", conditions: null });
    for (let n = 1; n <= visits; n++) {
      for (const { scene, network, seen } of found) seen.push(await scene.visit(browser, desk, network));
      if (n % 5 === 0) say(`  ${n} of ${visits}`);
    }
  } finally {
    await browser.close();
    await desk.remove();
  }
  return found.map(({ scene, network, seen }) => figuresOf(scene, network, seen));
}

function figuresOf({ name, stages }: Scene, network: Network, seen: readonly Visited[]): PageVisits {
  const spread = (stage: string): Spread => {
    const values = seen.map((one) => one.stages[stage] ?? Number.NaN);
    return { median: Math.round(median(values)), p90: Math.round(percentile(values, 90)), worst: Math.round(Math.max(...values)) };
  };
  return {
    page: name,
    network: network.name,
    visits: seen.length,
    stages: Object.fromEntries(stages.map((stage) => [stage, spread(stage)])),
    files: seen[0]?.files ?? 0,
    kilobytes: Math.round((seen[0]?.bytes ?? 0) / 1_024),
  };
}

const words: Record<string, string> = {
  scripts: "all scripts there",
  "first-contentful-paint": "first paint",
  asked: "list asked for",
  list: "list shown",
  launcher: "launcher shown",
  opened: "chat shown after the press",
};

export function pageText(found: readonly PageVisits[]): string {
  const head = ["page", "network", "visits", "what", "median", "p90", "worst", "scripts", "KB as sent"];
  const rows = found.flatMap(({ page, network, visits, stages, files, kilobytes }) =>
    Object.entries(stages).map(([stage, { median: middle, p90, worst }]) => [
      page,
      network,
      visits,
      words[stage] ?? stage,
      middle,
      p90,
      worst,
      files,
      kilobytes,
    ]),
  );
  return `Pages on a cold cache, milliseconds since the address was entered; through wrangler's proxy\n${table([head, ...rows])}`;
}
