/**
 * Unanswered questions in D1 (migrations/0011). The facts of turns (migrations/0008) say which turns ended without an answer; their questions are read from the conversations, cut
 * to what fits a list, and stored without personal data. Of a conversation that was erased nothing is kept, however late it is looked at.
 */
import { z } from "zod";
import { EventsPageSchema } from "#contracts/conversations";
import { type Gap, type GapGroup, GapSchema } from "#contracts/gaps";
import { groupQuestions } from "#embedded/gaps/group-questions";
import { redact } from "#embedded/screens/redact";
import type { Clock } from "#ports/clock";
import type { Conversations } from "#ports/conversations";
import type { Gaps } from "#ports/gaps";

const MissedSchema = z.object({
  run: z.string(),
  conversation: z.string(),
  at: z.int(),
  intent: z.string().nullable(),
  outcome: z.string(),
});
type Missed = z.infer<typeof MissedSchema>;

const RowSchema = z
  .object({
    turn: z.string(),
    conversation: z.string(),
    question: z.string(),
    intent: z.string().nullable(),
    outcome: z.string(),
    asked_at: z.int(),
  })
  .transform(({ asked_at, ...row }): unknown => ({ ...row, askedAt: new Date(asked_at).toISOString() }))
  .pipe(GapSchema);

/** Offers and near misses; a handoff only when it came because nothing answered. What was asked long ago says little about today's articles. */
const MISSED = `
  FROM turn_facts WHERE at > ?1 AND (outcome IN ('offered_person', 'asked_back') OR (outcome = 'handed_off' AND reason = 'unanswered'))
  AND NOT EXISTS (SELECT 1 FROM gaps WHERE gaps.turn = turn_facts.run)`;
const KEEP = `
  INSERT INTO gaps (turn, conversation, question, intent, outcome, asked_at, settled_at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (SELECT 1 FROM forgotten_conversations WHERE conversation = ?2)
  ON CONFLICT (turn) DO NOTHING`;

const looksBackMs = 60 * 24 * 3_600_000;
const longestQuestion = 300;
const mostOpen = 2_000;
const pageOfEvents = 500;

export class D1Gaps implements Gaps {
  readonly #database: D1Database;
  readonly #clock: Clock;
  readonly #conversations: Pick<Conversations, "get">;

  constructor({ database, clock, conversations }: { database: D1Database; clock: Clock; conversations: Pick<Conversations, "get"> }) {
    this.#database = database;
    this.#clock = clock;
    this.#conversations = conversations;
  }

  async gather(most: number): Promise<number> {
    const since = this.#clock.now() - looksBackMs;
    const { results } = await this.#database
      .prepare(`SELECT run, conversation, at, intent, outcome ${MISSED} ORDER BY at DESC LIMIT ?2`)
      .bind(since, most)
      .all();
    const missed = z.array(MissedSchema).parse(results);
    const byConversation = Map.groupBy(missed, ({ conversation }) => conversation);
    await Promise.all([...byConversation].map(([conversation, turns]) => this.#look(conversation, turns)));
    const left = await this.#database.prepare(`SELECT count(*) AS n ${MISSED}`).bind(since).first();
    return z.object({ n: z.int() }).parse(left).n;
  }

  async groups(): Promise<GapGroup[]> {
    return groupQuestions(await this.#open()).map((gaps) => {
      const [newest] = gaps;
      const question = gaps.reduce((short, gap) => (gap.question.length < short.length ? gap.question : short), newest?.question ?? "");
      return { question, size: gaps.length, lastAskedAt: newest?.askedAt ?? "", gaps };
    });
  }

  async settle(turns: readonly string[], article: string | null): Promise<number> {
    const { meta } = await this.#database
      .prepare("UPDATE gaps SET settled_at = ?2, settled_by = ?3 WHERE settled_at IS NULL AND turn IN (SELECT value FROM json_each(?1))")
      .bind(JSON.stringify(turns), this.#clock.now(), article)
      .run();
    return meta.changes;
  }

  async forget(conversation: string): Promise<void> {
    await this.#database.prepare("DELETE FROM gaps WHERE conversation = ?1").bind(conversation).run();
  }

  async #open(): Promise<Gap[]> {
    const { results } = await this.#database
      .prepare(
        "SELECT turn, conversation, question, intent, outcome, asked_at FROM gaps WHERE settled_at IS NULL ORDER BY asked_at DESC, id DESC LIMIT ?1",
      )
      .bind(mostOpen)
      .all();
    return z.array(RowSchema).parse(results);
  }

  async #look(conversation: string, turns: readonly Missed[]): Promise<void> {
    const questions = await this.#questionsOf(conversation);
    // Without words to show (the conversation is gone) the turn is settled at once, so that nobody looks again.
    const rows = turns.map(({ run, at, intent, outcome }) => {
      const question = questions?.get(run);
      const settledAt = question === undefined ? this.#clock.now() : null;
      return this.#database.prepare(KEEP).bind(run, conversation, question ?? "", intent, outcome, at, settledAt);
    });
    await this.#database.batch(rows);
  }

  /** Question of each turn; null when the conversation is not there any more. */
  async #questionsOf(conversation: string): Promise<Map<string, string> | null> {
    const texts = new Map<string, string>();
    const questions = new Map<string, string>();
    for (let after = 0; ;) {
      const page = await this.#conversations.get(conversation).events({ after, limit: pageOfEvents });
      if (!page.ok) return null;
      const { events, next } = EventsPageSchema.parse(page.value);
      for (const { event } of events) {
        if (event.type === "customer.message") texts.set(event.id, event.text);
        if (event.type === "turn.started") questions.set(event.turn, shown(texts.get(event.message) ?? ""));
      }
      if (events.length < pageOfEvents) return questions;
      after = next;
    }
  }
}

function shown(text: string): string {
  const redacted = redact(text).replace(/\s+/g, " ").trim();
  return redacted.length <= longestQuestion ? redacted : `${redacted.slice(0, longestQuestion - 1)}…`;
}
