/** D1 that fails now and then, before a statement is run. */
import type { Dice } from "../dice.ts";
import { disturbed, roll } from "./disturb.ts";

/** Statements stay the platform's own objects, because a batch takes no others; only what runs them is wrapped. */
export function faultyDatabase(database: D1Database, dice: Dice): D1Database {
  const guarded = (statement: D1PreparedStatement): D1PreparedStatement => {
    const bind = statement.bind.bind(statement);
    statement.bind = (...values: unknown[]) => guarded(bind(...values));
    for (const verb of ["all", "run", "first", "raw"] as const) {
      const call: unknown = Reflect.get(statement, verb);
      if (typeof call !== "function") throw new Error(`D1 statements have no ${verb}`);
      const run = (values: unknown[]): Promise<unknown> => Promise.resolve(Reflect.apply(call, statement, values));
      Reflect.set(statement, verb, (...values: unknown[]) => disturbed("database", roll(dice, "database"), () => run(values)));
    }
    return statement;
  };
  return new Proxy(database, {
    get: (target, name) => {
      if (name === "prepare") return (query: string) => guarded(target.prepare(query));
      if (name === "batch")
        return (statements: D1PreparedStatement[]) => disturbed("database", roll(dice, "database"), () => target.batch(statements));
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? (...values: unknown[]): unknown => Reflect.apply(value, target, values) : value;
    },
  });
}
