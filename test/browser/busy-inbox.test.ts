/**
 * A desk with 2,000 open conversations and changes ten times a second: how the page's frames fare while an operator scrolls, filters and searches. The figures are
 * printed; what is asserted is that everything arrives and that only what can be seen is in the page. The server's half is in test/workerd/inbox/many.test.ts.
 */
import { expect, inject, test } from "vitest";
import { browsing } from "./browsing.ts";
import { waitingSummary } from "../fakes/waiting-summary.ts";
import { expectText, patience } from "./chat.ts";

const desk = inject("desk");
const howMany = 2_000;
const now = Date.now();

const { newPage } = browsing();

const all = Array.from({ length: howMany }, (_, n) => waitingSummary(n, now));
const counts = { waiting: howMany, mine: 0, team: 0, ai: 0, closed: 0 };

test("two thousand conversations scroll, filter and change without holding the page up", async () => {
  const page = await newPage({ viewport: { width: 1280, height: 800 } });
  await page.route(/\/v1\/inbox\?/, (route) => {
    const query = new URL(route.request().url()).searchParams;
    const fits = all.filter(
      ({ reason, ticket }) =>
        (query.get("reason") ?? reason) === reason && ticket.toLowerCase().includes((query.get("q") ?? "").toLowerCase()),
    );
    const from = Number(query.get("cursor") ?? 0);
    const to = from + 100;
    return route.fulfill({
      json: { conversations: fits.slice(from, to), next: to < fits.length ? String(to) : null, total: fits.length, rev: 1, counts },
    });
  });
  let tell: (text: string) => void = () => undefined;
  await page.routeWebSocket(/\/inbox\/socket$/, (socket) => {
    tell = (text) => socket.send(text);
  });
  await page.goto(desk.link);
  await page.locator(".row").first().waitFor(patience);
  // Every page of the list, so that all of it is in memory.
  for (let loaded = 0; loaded < howMany - 20;) {
    await page.locator(".rows").evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
    loaded = await page.locator(".rows li").last().evaluate((row) => Number(row.getAttribute("aria-posinset"))); // prettier-ignore
  }
  expect(await page.locator(".row").count()).toBeLessThan(40);
  await page.evaluate(watchFrames);
  let rev = 1;
  const changing = setInterval(() => {
    rev += 1;
    const changed = Array.from({ length: 10 }, (_, n) => waitingSummary((rev * 37 + n * 199) % howMany, now, rev));
    tell(JSON.stringify({ v: 1, type: "changes", rev, changed, gone: [], counts }));
  }, 100);
  try {
    for (let n = 0; n < 30; n += 1) await page.mouse.wheel(0, n % 2 === 0 ? 3_000 : -2_400);
    await page.locator(".rows").evaluate((list) => list.scrollTo({ top: 0 }));
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("menuitem", { name: "Complaint" }).click();
    await expectText(page.locator(".list > [role=status]"), "1000 conversations");
    await page.getByRole("searchbox").fill("ED-1777");
    await expect.poll(() => page.locator(".row").count(), patience).toBe(1);
    await page.getByRole("searchbox").fill("");
    await expectText(page.locator(".row").first(), /Words \d+ of/);
    await expect.poll(() => page.evaluate(() => window.frameTimes().length), patience).toBeGreaterThan(300);
  } finally {
    clearInterval(changing);
  }
  const { frames, longTasks } = await page.evaluate(() => ({ frames: window.frameTimes(), longTasks: window.longTasks() }));
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  console.log(
    `${howMany} conversations, 100 changes/s: ${frames.length} frames, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; ${longTasks.length} long tasks (> 50 ms), longest ${Math.max(0, ...longTasks).toFixed(0)} ms`,
  );
});

declare global {
  interface Window {
    frameTimes: () => number[];
    longTasks: () => number[];
  }
}

/** Runs in the page. */
function watchFrames(): void {
  const times: number[] = [];
  const long: number[] = [];
  let last = performance.now();
  const tick = (at: number): void => {
    times.push(at - last);
    last = at;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  window.frameTimes = () => times;
  window.longTasks = () => long;
}
