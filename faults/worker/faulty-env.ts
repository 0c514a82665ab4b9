/** The Worker's bindings with a D1 that fails now and then; the same object for the same bindings, as the product expects. */
import { campaignOf } from "./disturb.ts";
import { faultyDatabase } from "./faulty-database.ts";

const known = new WeakMap<object, Env>();

export function faultyEnv(env: Env): Env {
  const made = known.get(env) ?? { ...env, DB: faultyDatabase(env.DB, campaignOf(env).dice) };
  known.set(env, made);
  return made;
}
