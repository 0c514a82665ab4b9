/** The journal of reading calls: what was asked in a turn is not asked again when the turn runs on after a crash, and what was told can be referred to later. */
import { z } from "zod";
import { type ToolUse, ToolUseSchema } from "#contracts/tools";
import type { ObjectSql } from "#ports/object-storage";

const RowSchema = z
  .object({ use: z.string(), output: z.string() })
  .transform(({ use, output }) => ({ use: ToolUseSchema.parse(JSON.parse(use)), output: z.unknown().parse(JSON.parse(output)) }));
export type ToolCallRow = { use: ToolUse; output: unknown };

export class ToolCallTable {
  readonly #sql: ObjectSql;

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  /** In the order in which they ended. An agent that was at work when the conversation was erased leaves nothing behind. */
  add(turn: number, { use, output }: ToolCallRow): void {
    this.#sql.exec(
      "INSERT INTO tool_call (turn, use, output) SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM standing)",
      turn,
      JSON.stringify(use),
      JSON.stringify(output ?? null),
    );
  }

  of(turn: number): ToolCallRow[] {
    return this.#read("SELECT use, output FROM tool_call WHERE turn = ? ORDER BY n", turn);
  }

  /** Of all turns, with the turn of each. */
  all(): (ToolCallRow & { turn: number })[] {
    const rows = this.#sql.exec("SELECT turn, use, output FROM tool_call ORDER BY n").toArray();
    return rows.map((row) => ({ turn: Number(row["turn"]), ...RowSchema.parse(row) }));
  }

  /** Newest first. */
  latest(limit: number): ToolCallRow[] {
    return this.#read("SELECT use, output FROM tool_call ORDER BY n DESC LIMIT ?", limit);
  }

  #read(query: string, ...values: number[]): ToolCallRow[] {
    return this.#sql
      .exec(query, ...values)
      .toArray()
      .map((row) => RowSchema.parse(row));
  }
}
