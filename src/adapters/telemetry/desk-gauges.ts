/** What can be seen of the desk at this moment, each source read anew: the database, the queue, the breakers, the budget. A source that does not answer is missing and named, and takes nothing else along. */
import { z } from "zod";
import type { Breaker } from "#domain/breaker";
import type { Spend } from "#domain/spending";
import type { Clock } from "#ports/clock";
import type { Gauge } from "#ports/figures";

export type GaugeSources = {
  database: D1Database;
  queue: Pick<Queue, "metrics">;
  /** Every model that the desk may call, and its breaker. */
  breakers: readonly { model: string; read: () => Promise<Breaker> }[];
  budget: { spentToday: () => Promise<Spend>; cap: Spend } | null;
  clock: Clock;
};

/** Longer than any of them takes when it is well. */
const patienceMs = 2_000;

const TicketsSchema = z.array(z.object({ status: z.string(), tickets: z.int(), oldest: z.int() }));
const KnowledgeSchema = z.object({ sections: z.int(), revision: z.int(), characters: z.int() });
const CountSchema = z.object({ n: z.int() });

const TICKETS = "SELECT status, count(*) AS tickets, min(opened_at) AS oldest FROM tickets GROUP BY status";
const KNOWLEDGE = "SELECT revision, sections, characters FROM knowledge_revision";
const DEAD = "SELECT count(*) AS n FROM dead_letters WHERE replayed_at IS NULL";

export async function deskGauges(sources: GaugeSources): Promise<Gauge[]> {
  const { clock } = sources;
  const read: Record<string, () => Promise<Gauge[]>> = {
    database: () => fromDatabase(sources),
    queue: () => fromQueue(sources),
    breakers: () => fromBreakers(sources),
    budget: () => fromBudget(sources),
  };
  const down: Gauge = { name: "source_down", help: "1 for a source of these gauges that does not answer.", samples: [] };
  const found = await Promise.all(
    Object.entries(read).map(async ([source, work]) => {
      try {
        const gauges = await within(clock, work());
        down.samples.push({ labels: { source }, value: 0 });
        return gauges;
      } catch {
        down.samples.push({ labels: { source }, value: 1 });
        return [];
      }
    }),
  );
  down.samples.sort((a, b) => (a.labels["source"] ?? "").localeCompare(b.labels["source"] ?? ""));
  return [...found.flat(), down];
}

async function fromDatabase({ database, clock }: GaugeSources): Promise<Gauge[]> {
  const [tickets, knowledge, dead] = await database.batch([TICKETS, KNOWLEDGE, DEAD].map((query) => database.prepare(query)));
  const rows = TicketsSchema.parse(tickets?.results);
  const { sections, revision, characters } = KnowledgeSchema.parse(knowledge?.results[0]);
  const of = (status: string) => rows.find((row) => row.status === status);
  const oldest = (found: typeof rows): number => Math.min(...found.map((row) => row.oldest), clock.now());
  const ageOf = (found: typeof rows): number => Math.max(0, clock.now() - oldest(found)) / 1000;
  return [
    {
      name: "tickets",
      help: "Tickets of the embedded desk by status.",
      samples: ["open", "taken", "closed"].map((status) => ({ labels: { status }, value: of(status)?.tickets ?? 0 })),
    },
    one("handoffs_unanswered", "Tickets that nobody has taken yet.", of("open")?.tickets ?? 0),
    one("handoff_unanswered_seconds", "How long the oldest of them has waited.", ageOf(rows.filter((row) => row.status === "open"))),
    one(
      "workflow_oldest_seconds",
      "Age of the oldest workflow that waits for its ticket to be closed.",
      ageOf(rows.filter((row) => row.status !== "closed")),
    ),
    one("knowledge_sections", "Sections that can be found.", sections),
    one("knowledge_characters", "Length of all sections together.", characters),
    one("knowledge_revision", "Rises with every change of the articles.", revision),
    one("dead_letters_waiting", "Handoffs that the queue gave up and nobody has sent again.", CountSchema.parse(dead?.results[0]).n),
  ];
}

async function fromQueue({ queue, clock }: GaugeSources): Promise<Gauge[]> {
  const { backlogCount, oldestMessageTimestamp } = await queue.metrics();
  const oldestMs = oldestMessageTimestamp === undefined ? 0 : Math.max(0, clock.now() - oldestMessageTimestamp.getTime());
  return [
    one("queue_messages", "Messages in the handoff queue.", backlogCount),
    one("queue_oldest_seconds", "How long the oldest of them has lain there.", backlogCount === 0 ? 0 : oldestMs / 1000),
  ];
}

async function fromBreakers({ breakers }: GaugeSources): Promise<Gauge[]> {
  if (breakers.length === 0) return [];
  const states = await Promise.all(breakers.map(async ({ model, read }) => ({ model, breaker: await read() })));
  const samples = states.map(({ model, breaker }) => ({ labels: { model }, value: breaker.openings > 0 ? 1 : 0 }));
  return [{ name: "breaker_open", help: "1 while the model's breaker keeps calls away from it.", samples }];
}

async function fromBudget({ budget }: GaugeSources): Promise<Gauge[]> {
  if (!budget) return [];
  const spent = await budget.spentToday();
  const share = Math.max(spent.micros / budget.cap.micros, spent.tokens / budget.cap.tokens);
  return [one("budget_spent_ratio", "Share of the day's budget that is used up, of money or of tokens, whichever is more.", share)];
}

const one = (name: string, help: string, value: number): Gauge => ({ name, help, samples: [{ labels: {}, value }] });

function within<T>(clock: Clock, asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(patienceMs, () => reject(new Error(`no answer within ${patienceMs} ms`)));
    asked.finally(cancel).then(resolve, reject);
  });
}
