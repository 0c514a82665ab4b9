/**
 * Outcomes, summed in D1 from the facts of turns (migrations/0008), tickets (0002), ratings (0012), thumbs (0014) and flags. One batch, so that all figures are of one moment. The definitions
 * are in docs/outcomes.md; change both or neither.
 */
import { z } from "zod";
import { type BadAnswers, type Outcomes, OutcomesSchema } from "#contracts/outcomes";
import type { Clock } from "#ports/clock";
import type { OutcomeBooks } from "#ports/outcomes";

const dayMs = 86_400_000;
const reopenedWithinMs = 72 * 3_600_000;
/** A second question within this time is the same visit. */
const visitGapMs = 30 * 60_000;

const PERIOD = "at >= ?1 AND at < ?2";
const TALKS = `
  SELECT conversation, max(at) AS last,
    sum(outcome = 'answered') AS answered,
    sum(outcome IN ('answered', 'asked_back', 'offered_person', 'handed_off', 'failed')) AS asked
  FROM turn_facts WHERE ${PERIOD} GROUP BY conversation`;
/** The last answer of a conversation's first visit in the period that the conversation did not leave. */
const RESOLVED = `
  SELECT talks.conversation, first.ended FROM (${TALKS}) AS talks
  JOIN (
    SELECT conversation, max(at) AS ended FROM (
      SELECT conversation, at, sum(at - before > ${visitGapMs}) OVER (PARTITION BY conversation ORDER BY at) AS visit FROM (
        SELECT conversation, at, coalesce(lag(at) OVER (PARTITION BY conversation ORDER BY at), at) AS before FROM turn_facts WHERE ${PERIOD}
      )
    ) WHERE visit = 0 GROUP BY conversation
  ) AS first ON first.conversation = talks.conversation
  WHERE talks.answered > 0 AND NOT EXISTS (SELECT 1 FROM tickets WHERE tickets.conversation = talks.conversation)`;

const STATEMENTS = {
  talks: `SELECT count(*) AS conversations, coalesce(sum(asked > 0), 0) AS asked FROM (${TALKS})`,
  turns: `SELECT count(*) AS turns, coalesce(sum(cost_micros), 0) AS micros FROM turn_facts WHERE ${PERIOD}`,
  resolved: `
    SELECT count(*) AS resolved, coalesce(sum(ended + ${reopenedWithinMs} < ?3), 0) AS due,
      coalesce(sum(ended + ${reopenedWithinMs} < ?3 AND EXISTS (
        SELECT 1 FROM turn_facts AS later WHERE later.conversation = resolved.conversation
          AND later.at > resolved.ended + ${visitGapMs} AND later.at <= resolved.ended + ${reopenedWithinMs}
          AND later.outcome NOT IN ('courtesy', 'notice', 'stopped')
      )), 0) AS reopened FROM (${RESOLVED}) AS resolved`,
  tickets:
    "SELECT reason, count(*) AS n, count(DISTINCT conversation) AS conversations FROM tickets WHERE opened_at >= ?1 AND opened_at < ?2 GROUP BY reason ORDER BY n DESC, reason",
  handed: "SELECT count(DISTINCT conversation) AS n FROM tickets WHERE opened_at >= ?1 AND opened_at < ?2",
  rungs: `SELECT coalesce(rung, 'none') AS name, count(*) AS n FROM turn_facts WHERE ${PERIOD} AND outcome = 'answered' GROUP BY 1 ORDER BY n DESC, name`,
  outcomes: `SELECT outcome AS name, count(*) AS n FROM turn_facts WHERE ${PERIOD} GROUP BY 1 ORDER BY n DESC, name`,
  ratings: `SELECT score, count(*) AS n FROM ratings WHERE ${PERIOD} GROUP BY score`,
  thumbs: `
    SELECT coalesce(sum(rating = 'up'), 0) AS up, count(*) AS rated,
      (SELECT count(*) FROM turn_facts WHERE ${PERIOD} AND outcome = 'answered') AS answers FROM thumbs WHERE ${PERIOD}`,
  thumbsBy: `
    WITH rated AS (SELECT rating, rung, intent FROM thumbs LEFT JOIN turn_facts ON turn_facts.run = thumbs.run WHERE thumbs.at >= ?1 AND thumbs.at < ?2)
    SELECT by, name, sum(rating = 'up') AS up, sum(rating = 'down') AS down FROM (
      SELECT 'rung' AS by, coalesce(rung, 'none') AS name, rating FROM rated UNION ALL SELECT 'intent', coalesce(intent, 'none'), rating FROM rated
    ) GROUP BY by, name ORDER BY by, count(*) DESC, name`,
  reasons: `
    SELECT min(trim(reason)) AS name, count(*) AS n FROM thumbs WHERE ${PERIOD} AND rating = 'down' AND reason IS NOT NULL
    GROUP BY trim(lower(reason)) ORDER BY n DESC, name LIMIT 10`,
  flags: `SELECT count(*) AS n FROM turn_flags WHERE ${PERIOD}`,
  briefs: `SELECT coalesce(sum(cost_micros), 0) AS micros FROM brief_costs WHERE ${PERIOD}`,
  days: `
    SELECT strftime('%Y-%m-%d', at / 1000, 'unixepoch') AS day, count(DISTINCT conversation) AS conversations, sum(outcome = 'answered') AS answered,
      sum(outcome IN ('asked_back', 'offered_person', 'failed')) AS unanswered, sum(outcome = 'handed_off') AS handedOff, sum(cost_micros) AS costMicros
    FROM turn_facts WHERE ${PERIOD} GROUP BY day ORDER BY day`,
} as const;
type Statement = keyof typeof STATEMENTS;

const BAD = `
  SELECT thumbs.run, thumbs.conversation, thumbs.at, thumbs.reason, turn_facts.intent, turn_flags.run IS NOT NULL AS flagged FROM thumbs
  LEFT JOIN turn_facts ON turn_facts.run = thumbs.run LEFT JOIN turn_flags ON turn_flags.run = thumbs.run
  WHERE thumbs.at >= ?1 AND thumbs.at < ?2 AND rating = 'down' ORDER BY thumbs.at DESC, thumbs.run LIMIT 50`;
const BadRowSchema = z
  .object({
    run: z.string(),
    conversation: z.string(),
    at: z.int(),
    reason: z.string().nullable(),
    intent: z.string().nullable(),
    flagged: z.int(),
  })
  .transform(({ run, at, flagged, ...row }) => ({ ...row, turn: run, at: new Date(at).toISOString(), flagged: flagged === 1 }));

const n = z.int();
const NamedSchema = z.array(z.object({ name: z.string(), n }));

export class D1Outcomes implements OutcomeBooks {
  readonly #database: D1Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { database: D1Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  async read({ from, to }: { from: string; to: string }): Promise<Outcomes> {
    const names = Object.keys(STATEMENTS);
    const period = periodOf({ from, to });
    const answers = await this.#database.batch(
      Object.entries(STATEMENTS).map(([name, sql]) =>
        this.#database.prepare(sql).bind(...period, ...(name === "resolved" ? [this.#clock.now()] : [])),
      ),
    );
    const rowsOf = <T>(name: Statement, schema: z.ZodType<T>): T[] => z.array(schema).parse(answers[names.indexOf(name)]?.results);
    const one = <T>(name: Statement, schema: z.ZodType<T>): T => schema.parse(answers[names.indexOf(name)]?.results[0]);

    const talks = one("talks", z.object({ conversations: n, asked: n }));
    const turns = one("turns", z.object({ turns: n, micros: n }));
    const { resolved, due, reopened } = one("resolved", z.object({ resolved: n, due: n, reopened: n }));
    const scores = rowsOf("ratings", z.object({ score: n, n }));
    const byScore = [1, 2, 3, 4, 5].map((score) => scores.find((row) => row.score === score)?.n ?? 0);
    const rated = byScore.reduce((all, given) => all + given, 0);
    const thumbs = one("thumbs", z.object({ up: n, rated: n, answers: n }));
    const micros = turns.micros + one("briefs", z.object({ micros: n })).micros;
    const named = (name: Statement) => NamedSchema.parse(answers[names.indexOf(name)]?.results);
    return OutcomesSchema.parse({
      from,
      to,
      conversations: talks.conversations,
      turns: turns.turns,
      resolved: { count: resolved, of: talks.asked },
      reopened: { count: reopened, of: due },
      handedOff: { count: one("handed", z.object({ n })).n, of: talks.conversations },
      handoffReasons: rowsOf("tickets", z.object({ reason: z.string(), n })).map((row) => ({ reason: row.reason, count: row.n })),
      answeredBy: named("rungs").map((row) => ({ rung: row.name, count: row.n })),
      outcomes: named("outcomes").map((row) => ({ outcome: row.name, count: row.n })),
      csat: { count: rated, mean: rated === 0 ? null : byScore.reduce((all, given, i) => all + given * (i + 1), 0) / rated, byScore },
      helpful: { count: thumbs.up, of: thumbs.rated },
      thumbsOf: thumbs.answers,
      thumbs: answers[names.indexOf("thumbsBy")]?.results,
      thumbReasons: named("reasons").map((row) => ({ reason: row.name, count: row.n })),
      flagged: one("flags", z.object({ n })).n,
      cost: { micros, perResolvedMicros: resolved === 0 ? null : micros / resolved },
      days: answers[names.indexOf("days")]?.results,
    });
  }
  async badAnswers(period: { from: string; to: string }): Promise<BadAnswers> {
    const { results } = await this.#database
      .prepare(BAD)
      .bind(...periodOf(period))
      .all();
    return { answers: z.array(BadRowSchema).parse(results) };
  }
}

/** First and last moment, ms since 1970. */
const periodOf = ({ from, to }: { from: string; to: string }): [number, number] => [
  Date.parse(`${from}T00:00:00Z`),
  Date.parse(`${to}T00:00:00Z`) + dayMs,
];
