/**
 * Answers of 64 chunks are cut off at every place, and read again after every delay: by aborting the object in its midst, and by killing the whole tree
 * under a crowd of them. What the client shows in the end is the stored text, on the socket and on the stream of server-sent events.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { checkVisit } from "../check/check-visit.ts";
import { readLog } from "../check/read-log.ts";
import { Tally } from "../check/tally.ts";
import { Visitor } from "../client/visitor.ts";
import { readTurn } from "../client/turn-stream.ts";
import type { Rig } from "../rig.ts";
import { chunkText, scriptedQuestion } from "../script.ts";

const chunks = 64;
const endsWithinMs = 90_000;

export type StreamsOptions = {
  /** Places of the cut, 0 to 64: before this chunk, and after the last. */
  places: readonly number[];
  /** How long a client stays away, ms. */
  delaysMs: readonly number[];
  /** Streams under each real kill, and the number of kills. */
  crowd: number;
  kills: number;
  say: (text: string) => void;
};

export type StreamsOutcome = {
  tally: Tally;
  aborted: number;
  killed: number;
  cutUnderWay: number;
  onSocket: number;
  asEvents: number;
  tookMs: number;
};

type Case = { abortAt: number | null; everyMs: number; awayMs: number; over: "socket" | "events" };
type Result = { cutUnderWay: boolean };

export async function streams(rig: Rig, { places, delaysMs, crowd, kills, say }: StreamsOptions): Promise<StreamsOutcome> {
  const startedAt = Date.now();
  const tally = new Tally();
  const results: Result[] = [];
  const over = (i: number): Case["over"] => (i % 2 === 0 ? "socket" : "events");
  let counted = 0;
  let onSocket = 0;
  const run = async (cases: Case[], disturb: () => Promise<void>): Promise<void> => {
    const done = Promise.all(cases.map((one) => oneStream(rig, one, tally)));
    await disturb();
    results.push(...(await done));
    onSocket += cases.filter((one) => one.over === "socket").length;
  };
  for (const [i, awayMs] of delaysMs.entries()) {
    await run(
      places.map((abortAt) => ({ abortAt, everyMs: 1, awayMs, over: over(abortAt + i) })),
      async () => undefined,
    );
    counted += places.length;
    say(`  ${counted} aborted, ${tally.violations.length} violations`);
  }
  for (let i = 0; i < kills; i++) {
    const everyMs = 10 + (i % 4) * 10;
    const cases = Array.from({ length: crowd }, (_, n): Case => ({
      abortAt: null,
      everyMs,
      awayMs: delaysMs[n % delaysMs.length] ?? 0,
      over: over(n),
    }));
    // Somewhere in the midst of most of them: each began at a moment of its own.
    await run(cases, async () => {
      await sleep(300 + rig.unit() * chunks * everyMs);
      await rig.kill();
    });
    say(`  ${(i + 1) * crowd} under a kill, ${tally.violations.length} violations`);
  }
  const cutUnderWay = results.filter((result) => result.cutUnderWay).length;
  return {
    tally,
    aborted: counted,
    killed: kills * crowd,
    cutUnderWay,
    onSocket,
    asEvents: results.length - onSocket,
    tookMs: Date.now() - startedAt,
  };
}

async function oneStream(rig: Rig, one: Case, tally: Tally): Promise<Result> {
  const abort = new AbortController();
  const visitor = await Visitor.arrive({ url: rig.url, unit: rig.unit, signal: abort.signal, awayMs: () => one.awayMs });
  const { conversation, token, seen } = visitor.visit;
  const nonce = randomUUID().slice(0, 8);
  const text = scriptedQuestion({ conversation, nonce, chunks, everyMs: one.everyMs, abortAt: one.abortAt });
  const expected = Array.from({ length: chunks }, (_, i) => chunkText(i, nonce)).join("");
  const id = `stream-${nonce}`;
  let cut: boolean;
  if (one.over === "socket") {
    const operation = visitor.say(id, text);
    await visitor.until(() => visitor.dealtWith(operation), endsWithinMs);
    cut = visitor.lines > 1;
  } else {
    const read = await readTurn({ url: rig.url, conversation, token, id, text, awayMs: one.awayMs, withinMs: endsWithinMs });
    cut = read.tries > 1;
    visitor.visit.operations.push({ id, text, invoked: 0, acked: null, end: "unknown", seq: null, sends: read.tries });
    await visitor.until(() => seen.texts.size > 0, endsWithinMs);
    seen.texts.forEach((_, turn) => seen.texts.set(turn, read.text));
  }
  visitor.leave();
  abort.abort();
  const log = await readLog(rig.directUrl, conversation);
  checkVisit(tally, visitor.visit, log);
  const stored = log.flatMap(({ event }) => (event.type === "answer.completed" ? [event.text] : []));
  const shown = [...seen.texts.values()];
  tally.check(
    "a stream that was cut ends as the whole text",
    stored.length === 1 && stored[0] === expected && shown[0] === expected,
    () =>
      `${conversation} (${one.over}, cut at ${one.abortAt}, away ${one.awayMs} ms): ${stored.length} stored, shown ${shown[0]?.length} of ${expected.length}`,
  );
  return { cutUnderWay: cut };
}
