/** Questions to the facts of turns, as SQL. What a visitor or an operator writes is bound, never part of a statement. */
import type { RunsQuery, UsageQuery } from "#contracts/usage";

const dayOf = "strftime('%Y-%m-%d', at / 1000, 'unixepoch')";

/** The key of a turn's group, and of a brief's, which has no intent and no rung. */
const keys: Record<UsageQuery["group"], { turn: string; brief: string }> = {
  day: { turn: dayOf, brief: dayOf },
  intent: { turn: "coalesce(intent, 'none')", brief: "'brief'" },
  model: { turn: "coalesce(model, 'embedded')", brief: "coalesce(model, 'embedded')" },
  conversation: { turn: "conversation", brief: "conversation" },
  rung: { turn: "coalesce(rung, 'none')", brief: "'brief'" },
};

const summed = "sum(turns) AS turns, sum(tokens_in) AS tokensIn, sum(tokens_out) AS tokensOut, sum(cost_micros) AS costMicros";

const rowsOf = (group: UsageQuery["group"]): string => `
  SELECT ${keys[group].turn} AS key, 1 AS turns, tokens_in, tokens_out, cost_micros FROM turn_facts WHERE at >= ?1 AND at < ?2
  UNION ALL
  SELECT ${keys[group].brief}, 0, tokens_in, tokens_out, cost_micros FROM brief_costs WHERE at >= ?1 AND at < ?2`;

/** Binds from and to. */
export const usageSql = (group: UsageQuery["group"]): string =>
  `SELECT key, ${summed} FROM (${rowsOf(group)}) GROUP BY key ORDER BY ${group === "day" ? "key" : "costMicros DESC, turns DESC, key"} LIMIT 1000`;

/** Binds from and to. */
export const totalSql = `SELECT ${summed} FROM (${rowsOf("day")})`;

/** One row more than asked for tells whether there is another page. */
export function runsSql(query: RunsQuery): { sql: string; values: (string | number)[] } {
  const { outcome, intent, rung, article, conversation, slowerThan, before, limit } = query;
  const asked: [string, string | number | undefined][] = [
    ["outcome = ?", outcome],
    ["intent = ?", intent],
    ["rung = ?", rung],
    ["EXISTS (SELECT 1 FROM json_each(articles) WHERE value = ?)", article],
    ["turn_facts.conversation = ?", conversation],
    ["own_ms > ?", slowerThan],
  ];
  const given = asked.flatMap(([condition, value]) => (value === undefined ? [] : [{ condition, values: [value] }]));
  if (before !== undefined) given.push({ condition: "(turn_facts.at, turn_facts.run) < (?, ?)", values: placeIn(before) });
  const where = given.length === 0 ? "" : `WHERE ${given.map(({ condition }) => condition).join(" AND ")}`;
  const sql = `SELECT turn_facts.*, turn_flags.run IS NOT NULL AS flagged FROM turn_facts LEFT JOIN turn_flags ON turn_flags.run = turn_facts.run
    ${where} ORDER BY turn_facts.at DESC, turn_facts.run DESC LIMIT ?`;
  return { sql, values: [...given.flatMap(({ values }) => values), limit + 1] };
}

/** The place of a turn in the list: its moment, and its id among those of the same millisecond. */
export const placeOf = ({ at, run }: { at: number; run: string }): string => `${at}~${run}`;

function placeIn(place: string): (string | number)[] {
  const [at = "0", run = ""] = place.split("~");
  return [Number(at), run];
}
