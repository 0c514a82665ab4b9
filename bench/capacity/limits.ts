/** Limits of the platform (paid plan, as documented in November 2026; recheck before relying on one) that this design meets, nearest first. */
import type { Load } from "./load.ts";

export type Ceiling = { name: string; limit: number; used: (load: Load) => number; next: string };

export const ceilings: readonly Ceiling[] = [
  {
    name: "workflow instances created a second",
    limit: 100,
    used: (load) => load.peakHandoffsPerSecond,
    next: "the queue holds the rest back; then several workflow scripts, chosen by the handoff's id",
  },
  {
    name: "workflow instances at a time",
    limit: 50_000,
    // Waiting instances do not count as running; those between two steps do.
    used: (load) => load.peakHandoffsPerSecond * 5,
    next: "as above",
  },
  {
    name: "queue messages a second",
    limit: 5_000,
    used: (load) => load.peakHandoffsPerSecond + load.peakTurnsPerSecond,
    next: "several queues, chosen by the handoff's id",
  },
  {
    name: "D1, GB of tickets and facts of turns after a year",
    limit: 10,
    used: (load) => (load.ticketsGb + load.turnFactsGb) * 12,
    next: "a shorter retention; closed tickets and facts older than that move out; then one database a month or a region",
  },
  {
    name: "D1 writes a second (about 1,000 short ones)",
    limit: 1_000,
    // Facts of turns come in batches of a queue, one statement each.
    used: (load) => load.peakHandoffsPerSecond * 7 + load.peakTurnsPerSecond / 20,
    next: "a database for each group of queues",
  },
  {
    name: "requests a second of one object (about 500)",
    limit: 500,
    used: () => 1,
    next: "nothing: a conversation is one object, and a person types",
  },
  {
    name: "vectors of one index",
    limit: 10_000_000,
    used: (load) => load.sections,
    next: "an index for each language or product, asked side by side",
  },
  { name: "GB in one object", limit: 10, used: (load) => (load.messages * 8_000) / 1e9, next: "nothing" },
];
