/**
 * The browser that the tests drive: an installed Chromium or Chrome, or the one that CHROMIUM_PATH names. Playwright's own download is
 * never used, because closed networks refuse it.
 */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

export function findChromium(): string | undefined {
  return [process.env["CHROMIUM_PATH"] ?? "", ...places].find((place) => place !== "" && existsSync(place));
}

/** A headless browser that keeps to itself: no sandbox (containers have none), no look at the network. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("There is no Chromium or Chrome here. Install one, or name it in CHROMIUM_PATH.");
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
