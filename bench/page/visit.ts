/** One visit to a page on a cold cache: a profile of its own, over a network of a given delay and speed, and what the browser itself noted of it. */
import type { Browser, Page } from "playwright-core";

export type Network = { name: string; conditions: { latency: number; downloadThroughput: number; uploadThroughput: number } | null };

export type Visited = {
  /** Milliseconds, of what the page's own clock says. */
  stages: Record<string, number>;
  files: number;
  bytes: number;
};

/** Runs in the page before anything of it does: marks each name in the frame in which its selector, `host >>> inner` into a shadow root, first finds something. */
const marksSights = (sights: Readonly<Record<string, string>>): string => `
  const left = new Map(Object.entries(${JSON.stringify(sights)}));
  const find = (selector) => selector.split(" >>> ").reduce((root, part) => {
    const found = root?.querySelector(part) ?? null;
    return found === null ? null : (found.shadowRoot ?? found);
  }, document);
  const look = () => {
    for (const [name, selector] of left) if (find(selector) !== null) { performance.mark(name); left.delete(name); }
    if (left.size > 0) requestAnimationFrame(look);
  };
  look();
  addEventListener("pointerdown", () => performance.mark("press"), { capture: true, once: true });`;

/** @param sights name of a stage, and what is then seen. @param use what the visitor does. */
export async function visit(
  browser: Browser,
  link: string,
  { conditions }: Network,
  sights: Readonly<Record<string, string>>,
  use: (page: Page) => Promise<void>,
): Promise<Visited> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  try {
    const page = await context.newPage();
    if (conditions !== null) {
      const devTools = await context.newCDPSession(page);
      await devTools.send("Network.enable");
      await devTools.send("Network.emulateNetworkConditions", { offline: false, ...conditions });
    }
    await page.addInitScript({ content: marksSights(sights) });
    await page.goto(link);
    await use(page);
    await page.waitForFunction((names) => names.every((name) => performance.getEntriesByName(name).length > 0), Object.keys(sights));
    return await page.evaluate(() => {
      const files = performance.getEntriesByType("resource").filter((entry) => entry instanceof PerformanceResourceTiming);
      const scripts = files.filter(({ name }) => new URL(name).pathname.endsWith(".js"));
      const seen = performance.getEntries().filter(({ entryType }) => entryType === "mark" || entryType === "paint");
      const asked = files.find(({ name }) => name.includes("/v1/inbox"));
      return {
        stages: {
          scripts: Math.max(...scripts.map(({ responseEnd }) => responseEnd)),
          asked: asked?.requestStart ?? 0,
          ...Object.fromEntries(seen.map(({ name, startTime }) => [name, startTime])),
        },
        files: scripts.length,
        bytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      };
    });
  } finally {
    await context.close();
  }
}
