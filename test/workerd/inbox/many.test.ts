/** The server's half of a busy desk: 2,000 open conversations in the inbox, listed, searched and changed. Figures are printed, not asserted. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { waitingSummary } from "../../fakes/waiting-summary.ts";

const howMany = 2_000;
/** Pushed at the same time, which is what the inbox gathers. */
const together = 100;
const at = Date.parse("2026-11-22T10:00:00Z");

test("two thousand conversations are pushed, listed and searched", async () => {
  const inbox = env.INBOX.getByName("many");
  const timed = async (what: string, times: number, work: (n: number) => Promise<unknown>): Promise<string> => {
    const startedAt = performance.now();
    for (let n = 0; n < times; n += 1) await work(n);
    return `${what} ${((performance.now() - startedAt) / times).toFixed(2)} ms (n ${times})`;
  };
  const pushMany = (batch: number, seq: number): Promise<unknown> =>
    Promise.all(Array.from({ length: together }, (_, i) => inbox.push(waitingSummary(batch * together + i, at, seq))));
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
