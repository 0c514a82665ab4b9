/** Where two settings differ, one line for each value, so that a person sees at once what an export or import would do. */
import { isDeepStrictEqual } from "node:util";
import type { Settings } from "#contracts/settings";

export type Difference = { name: string; here: string; there: string };

export function differences(here: Settings, there: Settings): Difference[] {
  return Object.keys(here).flatMap((name) => within(name, Reflect.get(here, name), Reflect.get(there, name)));
}

function within(name: string, here: unknown, there: unknown): Difference[] {
  if (isDeepStrictEqual(here, there)) return [];
  if (isPlain(here) && isPlain(there))
    return [...new Set([...Object.keys(here), ...Object.keys(there)])].flatMap((key) => within(`${name}.${key}`, here[key], there[key]));
  return [{ name, here: JSON.stringify(here) ?? "nothing", there: JSON.stringify(there) ?? "nothing" }];
}

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
