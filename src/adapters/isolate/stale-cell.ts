/**
 * A small value that an isolate keeps and refreshes behind its readers' backs (stale-while-revalidate, RFC 5861). Only plain values are shared between requests: a promise
 * of another request dies with it. A refresh that fails keeps what is there.
 */
import type { Clock } from "#ports/clock";

export type StaleCell<T> = {
  value: T;
  /** Start of the last check that succeeded; 0 for never. */
  checkedAtMs: number;
  /** Until when somebody is checking; 0 when nobody is. */
  leasedUntilMs: number;
};

export const staleCell = <T>(value: T): StaleCell<T> => ({ value, checkedAtMs: 0, leasedUntilMs: 0 });

export type CellReader<T> = {
  /** Gives the value of now. */
  load: (held: T) => Promise<T>;
  clock: Clock;
  /** Keeps work alive that nobody waits for. The work never rejects. */
  background: (work: Promise<void>) => void;
};

/** A check younger than this is believed. */
const checkAfterMs = 5_000;
/** A check that takes longer is taken for dead, and somebody else may try. */
const leaseMs = 10_000;
/** Longest that the first reader of an isolate waits; afterwards it takes the initial value. */
const patienceMs = 500;

/** What is held. Waits only when nothing was ever loaded. */
export async function currentValue<T>(cell: StaleCell<T>, reader: CellReader<T>): Promise<T> {
  const nowMs = reader.clock.now();
  if (nowMs - cell.checkedAtMs < checkAfterMs || nowMs < cell.leasedUntilMs) return cell.value;
  Object.assign(cell, { leasedUntilMs: nowMs + leaseMs });
  const check = refresh(cell, reader);
  if (cell.checkedAtMs > 0) reader.background(check);
  else await Promise.race([check, reader.clock.sleep(patienceMs)]);
  return cell.value;
}

/** What is stored now, for an operator who has just changed it. Rejects when it cannot be loaded. */
export async function freshValue<T>(cell: StaleCell<T>, { load, clock }: CellReader<T>): Promise<T> {
  const checkedAtMs = clock.now();
  const value = await load(cell.value);
  // A check that began earlier and ends later must not undo what was seen since.
  if (checkedAtMs >= cell.checkedAtMs) Object.assign(cell, { value, checkedAtMs, leasedUntilMs: 0 });
  return value;
}

async function refresh<T>(cell: StaleCell<T>, reader: CellReader<T>): Promise<void> {
  try {
    await freshValue(cell, reader);
  } catch {
    // The next reader after the lease tries again; until then the old value serves.
  }
}
