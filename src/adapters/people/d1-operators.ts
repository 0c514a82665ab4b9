/** Roles in D1, kept by the isolate for some seconds. Whom the deployment names an admin is one whatever the table says, so that nobody can lock everybody out. */
import { z } from "zod";
import { type CellReader, currentValue, freshValue, type StaleCell } from "#adapters/isolate/stale-cell";
import type { ListedOperator } from "#contracts/operators";
import { type Role, RoleSchema } from "#domain/operator";
import { fail, ok, type Result } from "#domain/result";
import type { Clock } from "#ports/clock";
import type { Operators } from "#ports/people";

const RowSchema = z
  .object({ email: z.string(), role: RoleSchema, name: z.string().nullable(), set_by: z.string(), set_at: z.int() })
  .transform(({ set_by, set_at, ...row }): ListedOperator => ({
    ...row,
    source: "desk",
    setBy: set_by,
    setAt: new Date(set_at).toISOString(),
  }));

export type OperatorCell = StaleCell<readonly ListedOperator[]>;

export type D1OperatorsOptions = {
  database: D1Database;
  clock: Clock;
  /** Addresses in ACCESS_ADMINS. */
  admins: readonly string[];
  cell: OperatorCell;
  background: CellReader<readonly ListedOperator[]>["background"];
};

export class D1Operators implements Operators {
  readonly #options: D1OperatorsOptions;
  readonly #reader: CellReader<readonly ListedOperator[]>;

  constructor(options: D1OperatorsOptions) {
    this.#options = options;
    this.#reader = { load: () => this.#load(), clock: options.clock, background: options.background };
  }

  async known(email: string): Promise<{ role: Role; name: string | null }> {
    const set = (await currentValue(this.#options.cell, this.#reader)).find((operator) => operator.email === email);
    return { role: this.#options.admins.includes(email) ? "admin" : (set?.role ?? "agent"), name: set?.name ?? null };
  }

  async list(): Promise<ListedOperator[]> {
    const set = await freshValue(this.#options.cell, this.#reader);
    const appointed = this.#options.admins.map((email): ListedOperator => {
      const row = set.find((operator) => operator.email === email);
      return { email, role: "admin", name: row?.name ?? null, source: "deployment", setBy: null, setAt: null };
    });
    return [...appointed, ...set.filter(({ email }) => !this.#options.admins.includes(email))];
  }

  async put(
    email: string,
    { role, name, by }: { role: Role; name: string | null; by: string },
  ): Promise<Result<ListedOperator, { reason: "set_by_deployment" }>> {
    if (this.#options.admins.includes(email) && role !== "admin") return fail({ reason: "set_by_deployment" });
    const row = await this.#options.database
      .prepare(
        `INSERT INTO operators (email, role, name, set_by, set_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (email) DO UPDATE SET role = excluded.role, name = excluded.name, set_by = excluded.set_by, set_at = excluded.set_at RETURNING *`,
      )
      .bind(email, role, name, by, this.#options.clock.now())
      .first();
    await freshValue(this.#options.cell, this.#reader);
    return ok(RowSchema.parse(row));
  }

  async remove(email: string): Promise<Result<null, { reason: "unknown" | "set_by_deployment" }>> {
    if (this.#options.admins.includes(email)) return fail({ reason: "set_by_deployment" });
    const row = await this.#options.database.prepare("DELETE FROM operators WHERE email = ?1 RETURNING email").bind(email).first();
    await freshValue(this.#options.cell, this.#reader);
    return row === null ? fail({ reason: "unknown" }) : ok(null);
  }

  async #load(): Promise<readonly ListedOperator[]> {
    const { results } = await this.#options.database.prepare("SELECT * FROM operators ORDER BY email").all();
    return z.array(RowSchema).parse(results);
  }
}
