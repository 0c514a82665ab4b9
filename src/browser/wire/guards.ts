/**
 * Checks of what comes from outside (frames, HTTP bodies, storage) without a schema library, which would weigh more than the widget. A guard
 * is written against the type of the contract, so the compiler refuses one that forgets a field or demands what the contract does not promise.
 */

export type Guard<T> = (value: unknown) => value is T;

export const text: Guard<string> = (value): value is string => typeof value === "string";
export const number: Guard<number> = (value): value is number => typeof value === "number" && Number.isFinite(value);
export const flag: Guard<boolean> = (value): value is boolean => typeof value === "boolean";
export const anything: Guard<unknown> = (_value): _value is unknown => true;

export const nullable =
  <T>(guard: Guard<T>): Guard<T | null> =>
  (value): value is T | null =>
    value === null || guard(value);

export const list =
  <T>(guard: Guard<T>): Guard<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every((item) => guard(item));

export const oneOf =
  <T extends string>(...values: readonly T[]): Guard<T> =>
  (value): value is T =>
    values.some((one) => one === value);

/** An object with at least these fields. Others are passed over, because the server may gain some. */
export const record =
  <T extends object>(fields: { [K in keyof T]-?: Guard<T[K]> }): Guard<T> =>
  (value): value is T => {
    if (typeof value !== "object" || value === null) return false;
    for (const name in fields) if (!fields[name](Reflect.get(value, name))) return false;
    return true;
  };

/** Parses JSON text; what is not JSON or does not fit is null. */
export function parseJson<T>(source: string, guard: Guard<T>): T | null {
  try {
    const value: unknown = JSON.parse(source);
    return guard(value) ? value : null;
  } catch {
    return null;
  }
}

export type Guarded<G> = G extends Guard<infer T> ? T : never;

/** `T`, refused by the compiler where a guard demands what the contract does not promise. */
export type Demanded<T, _Contract extends T> = T;

/** Whichever of the guards fits. */
export const anyOf =
  <G extends readonly Guard<unknown>[]>(...guards: G): Guard<Guarded<G[number]>> =>
  (value): value is Guarded<G[number]> =>
    guards.some((guard) => guard(value));
