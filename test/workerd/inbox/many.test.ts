/** The server's half of a busy desk: 2,000 open conversations in the inbox, listed, searched and changed. Figures are printed, not asserted. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Summary } from "#contracts/inbox";

const howMany = 2_000;
/** Pushed at the same time, which is what the inbox gathers. */
const together = 100;
const at = "2026-11-22T10:00:00.000Z";

const summary = (n: number, seq: number): Summary => ({
  id: n.toString(16).padStart(32, "0"),
  seq,
  state: "waiting",
  owner: null,
  customer: { subject: `c${n}`, name: `Customer ${n}` },
  title: `Question ${n}`,
  snippet: `The words of number ${n}`,
  speaker: "customer",
  isAnswering: false,
  intent: "billing",
  sentiment: 0,
  language: "en",
  reason: n % 2 === 0 ? "button" : "complaint",
  priority: "normal",
  waitingSince: at,
  dueAt: new Date(Date.parse(at) + n * 1000).toISOString(),
  unread: 1,
  ticket: `ED-${1000 + n}`,
  settledAs: null,
  startedAt: at,
  updatedAt: new Date().toISOString(),
});

test("two thousand conversations are pushed, listed and searched", async () => {
  const inbox = env.INBOX.getByName("many");
  const timed = async (what: string, times: number, work: (n: number) => Promise<unknown>): Promise<string> => {
    const startedAt = performance.now();
    for (let n = 0; n < times; n += 1) await work(n);
    return `${what} ${((performance.now() - startedAt) / times).toFixed(2)} ms (n ${times})`;
  };
  const pushMany = (batch: number, seq: number): Promise<unknown> =>
    Promise.all(Array.from({ length: together }, (_, i) => inbox.push(summary(batch * together + i, seq))));
  const query = { view: "waiting", me: "", q: "", limit: 100 } as const;
  const figures = [
    await timed(`${together} pushes`, howMany / together, (n) => pushMany(n, 1)),
    await timed(`${together} pushes of changes`, 2, (n) => pushMany(n, 2)),
    await timed("page of 100", 50, () => inbox.page(query)),
    await timed("filter", 50, () => inbox.page({ ...query, reason: "complaint" })),
    await timed("search", 50, () => inbox.page({ ...query, q: "number 17" })),
  ];
  console.log(`inbox of ${howMany}, one call after the other: ${figures.join(", ")}`);
  const page = await inbox.page({ ...query, reason: "complaint", q: "number 17" });
  expect(page.counts.waiting).toBe(howMany);
  const fits = page.conversations.every((one) => one.reason === "complaint" && `${one.snippet} ${one.ticket ?? ""}`.includes("17"));
  expect([page.conversations.length > 20, fits]).toEqual([true, true]);
});
