/** Chromium for the tests of one file: begun before the first and ended after the last. What a test opens is closed after it. To be called once, at the top of the file. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launchChromium } from "../../scripts/test/chromium.ts";

export type Browsing = {
  /** A profile of its own. */
  newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** A page in a profile of its own. */
  newPage: (options?: BrowserContextOptions) => Promise<Page>;
};

/** @param defaults of every profile; nothing moves, unless they say so. */
export function browsing(defaults: BrowserContextOptions = {}): Browsing {
  const opened: BrowserContext[] = [];
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const context of opened.splice(0)) await context.close();
  });
  const newContext = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    if (browser === undefined) throw new Error("the browser is there from the first test on");
    const context = await browser.newContext({ reducedMotion: "reduce", ...defaults, ...options });
    opened.push(context);
    return context;
  };
  return { newContext, newPage: async (options) => (await newContext(options)).newPage() };
}
