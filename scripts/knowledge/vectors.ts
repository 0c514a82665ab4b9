/**
 * Follows the work on the sections' vectors, which the desk does by itself once it was told: what is unfinished is sent on its way, and how far it is gets said until it is done, stands still,
 * or fails. Breaking off here stops nothing; the same command looks again.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { VectorProgress } from "#contracts/vectors";
import type { DeskApi } from "./desk-api.ts";

export type FollowOptions = {
  say: (line: string) => void;
  everyMs?: number;
  /** Without any progress for so long, it is left to itself. */
  patienceMs?: number;
};

/** @returns whether every section has its vector, or the desk needs none. */
export async function followVectors(desk: Pick<DeskApi, "vectors" | "resumeVectors">, options: FollowOptions): Promise<boolean> {
  const { say, everyMs = 1_000, patienceMs = 60_000 } = options;
  const first = await desk.vectors();
  if (first === null) return true;
  if (isDone(first)) {
    say(`Vectors: all ${first.sections} sections have theirs (${first.model}).`);
    return true;
  }
  await desk.resumeVectors();
  let [state, stillMs] = [first, 0];
  say(line(state));
  while (!isDone(state) && stillMs < patienceMs) {
    await sleep(everyMs);
    const now = (await desk.vectors()) ?? state;
    const moved = now.ready !== state.ready || now.leftOver !== state.leftOver;
    stillMs = moved ? 0 : stillMs + everyMs;
    if (moved) say(line(now));
    state = now;
    if (!moved && state.failed.length > 0) break;
  }
  if (!isDone(state)) say(unfinished(state));
  return isDone(state);
}

const isDone = ({ sections, ready, leftOver }: VectorProgress): boolean => ready >= sections && leftOver === 0;

const line = ({ sections, ready, leftOver }: VectorProgress): string =>
  `Vectors: ${ready} of ${sections} sections${leftOver === 0 ? "" : `, ${leftOver} left over to remove`}`;

const unfinished = ({ failed }: VectorProgress): string =>
  failed.length > 0
    ? `Given up after all tries: ${failed.join(", ")}. These are found by their words alone. Look at the desk's log, mend it, and run: npm run knowledge -- vectors`
    : "The rest is on its way; meanwhile those articles are found by their words alone. To look again: npm run knowledge -- vectors";
