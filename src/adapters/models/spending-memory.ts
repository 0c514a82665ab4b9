/**
 * What an isolate knows of today's spending: the shared object's word, and on top of it what was set aside or spent here and the object has not heard yet. All conversations of the isolate write
 * into it, so that what many of them owe is told in one go.
 */
import { nothingSpent, type Spend, sum } from "#domain/spending";

/** `own`: of this isolate, in flight or not told yet. */
export type Held = { told: Spend; own: Spend };
export type HeldVisitor = Held & { checkedAtMs: number };
/** The object's word on some visitors, and on everybody. */
export type Told = { day: Spend; visitors: ReadonlyMap<string, Spend> };

export type SpendingMemory = {
  day: string;
  total: Held;
  visitors: Map<string, HeldVisitor>;
  /** By day and visitor, what the object is still to hear. */
  owed: Map<string, Map<string, Spend>>;
  /** Until when somebody has promised to tell it. */
  toldByMs: number;
};

const blank = (): Held => ({ told: nothingSpent, own: nothingSpent });

export const emptySpendingMemory = (): SpendingMemory => ({ day: "", total: blank(), visitors: new Map(), owed: new Map(), toldByMs: 0 });

/** Visitors that an isolate remembers at a time. */
const mostVisitors = 5_000;

/** The visitor's entry, where something is known of them today. */
export const heldOf = (memory: SpendingMemory, day: string, visitor: string): HeldVisitor | undefined =>
  memory.day === day ? memory.visitors.get(visitor) : undefined;

/** The object has said how much it is. Whatever it has not heard comes on top. */
export function believe(
  memory: SpendingMemory,
  day: string,
  visitor: string,
  told: { visitor: Spend; day: Spend },
  nowMs: number,
): HeldVisitor {
  if (memory.day !== day) Object.assign(memory, { day, total: blank(), visitors: new Map() });
  if (memory.visitors.size >= mostVisitors) memory.visitors.clear();
  memory.total.told = told.day;
  const held = memory.visitors.get(visitor) ?? { ...blank(), checkedAtMs: nowMs };
  memory.visitors.set(visitor, Object.assign(held, { told: told.visitor, checkedAtMs: nowMs }));
  return held;
}

/** The object has heard what was owed, and says what it comes to. */
export function heard(memory: SpendingMemory, day: string, spends: ReadonlyMap<string, Spend>, told: Told, nowMs: number): void {
  if (memory.day !== day) return;
  memory.total.told = told.day;
  for (const [visitor, spend] of spends) {
    const held = memory.visitors.get(visitor);
    addOwn(held ? [held, memory.total] : [memory.total], difference(nothingSpent, spend));
    if (held) Object.assign(held, { told: told.visitors.get(visitor) ?? held.told, checkedAtMs: nowMs });
  }
}

export const spentSoFar = ({ told, own }: Held): Spend => sum(told, own);

/** Something was set aside, spent, or given back (negative). */
export function addOwn(helds: readonly Held[], spend: Spend): void {
  for (const held of helds) held.own = sum(held.own, spend);
}

export function owe({ owed }: SpendingMemory, day: string, visitor: string, spend: Spend): void {
  const ofDay = owed.get(day) ?? new Map<string, Spend>();
  owed.set(day, ofDay.set(visitor, sum(ofDay.get(visitor) ?? nothingSpent, spend)));
}

/** Takes all that is owed; whoever takes it tells it, or puts it back. */
export function takeOwed(memory: SpendingMemory): [day: string, spends: ReadonlyMap<string, Spend>][] {
  const taken = [...memory.owed];
  Object.assign(memory, { owed: new Map(), toldByMs: 0 });
  return taken;
}

export const difference = (a: Spend, b: Spend): Spend => ({ tokens: a.tokens - b.tokens, micros: a.micros - b.micros });
