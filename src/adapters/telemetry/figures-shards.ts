/** The objects that add up, behind one door: an isolate always tells the same one, a reader asks all of them. */
import { addFigures, type Figures, type Shard, type Waiting } from "#domain/figures";
import type { FiguresSink } from "./meter.ts";

export type FiguresNamespace = { getByName(name: string): FiguresSink & { read(): Promise<Shard> } };

/** One object takes some hundred deltas a second and every isolate sends one in ten seconds at most, so that this is enough for some thousand isolates. May grow, must not shrink. */
const shards = 4;

const nameOf = (shard: number): string => `shard-${shard}`;

export function shardOf(namespace: FiguresNamespace, from: string): FiguresSink {
  const sum = [...from].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return namespace.getByName(nameOf(sum % shards));
}

export async function readShards(namespace: FiguresNamespace): Promise<{ figures: Figures; waiting: Waiting[] }> {
  const all = await Promise.all(Array.from({ length: shards }, (_, shard) => namespace.getByName(nameOf(shard)).read()));
  const figures: Figures = { counters: {}, histograms: {} };
  for (const one of all) addFigures(figures, one.figures);
  const arrived = new Set(all.flatMap((one) => one.arrived));
  const waiting = all.flatMap((one) => one.waiting).filter(({ handoff }) => !arrived.has(handoff));
  return { figures, waiting: onceEach(waiting) };
}

/** A handoff may have been told of by several isolates; the oldest word counts. */
function onceEach(waiting: readonly Waiting[]): Waiting[] {
  const byHandoff = new Map<string, Waiting>();
  for (const one of waiting) {
    const held = byHandoff.get(one.handoff);
    byHandoff.set(one.handoff, held && held.sinceMs <= one.sinceMs ? held : one);
  }
  return [...byHandoff.values()].toSorted((a, b) => a.sinceMs - b.sinceMs);
}
