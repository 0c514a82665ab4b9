/** The inbox's summary of the n-th of many customers who wait for a person, each a second longer than the one before. */
import type { Summary } from "#contracts/inbox";

const sla = 30 * 60_000;

/** @param nowMs since 1970. */
export function waitingSummary(n: number, nowMs: number, seq = 1): Summary & { ticket: string } {
  const time = (ms: number): string => new Date(nowMs + ms).toISOString();
  return {
    id: n.toString(16).padStart(32, "0"),
    seq,
    state: "waiting",
    owner: null,
    customer: { subject: `c${n}`, name: `Customer ${n}` },
    title: `Question ${n}`,
    snippet: seq === 1 ? `The words of number ${n}` : `Words ${seq} of number ${n}`,
    speaker: "customer",
    isAnswering: false,
    intent: "billing",
    sentiment: 0,
    language: "en",
    reason: n % 2 === 0 ? "button" : "complaint",
    priority: "normal",
    waitingSince: time(-n * 1000),
    dueAt: time(sla + n * 1000),
    unread: 1,
    ticket: `ED-${1000 + n}`,
    settledAs: null,
    startedAt: time(0),
    updatedAt: time(0),
  };
}
