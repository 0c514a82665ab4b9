/**
 * Answers of 64 chunks are cut off at every place, and read again after every delay: by aborting the object in its midst, and by killing the whole tree
 * under a crowd of them. What the client shows in the end is the stored text, on the socket and on the stream of server-sent events.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { checkStream } from "../check/check-stream.ts";
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
  /** No further batch is begun after that. */
  atMostMs: number;
  say: (text: string) => void;
};

/** Streams under way at a time: few enough that a busy machine writes each within the agent's time. */
const atOnce = 13;

export type StreamsOutcome = {
  tally: Tally;
  aborted: number;
  killed: number;
  /** How many saw their line cut. */
  cutUnderWay: number;
  /** How many did not end as the scripted answer, by why: those show that words are stored as shown, and nothing about long texts. */
  otherEnds: Map<string, number>;
  onSocket: number;
  asEvents: number;
  tookMs: number;
};

type Case = { abortAt: number | null; everyMs: number; awayMs: number; over: "socket" | "events" };
type Result = { over: Case["over"]; abortAt: Case["abortAt"]; cutUnderWay: boolean; insteadOfAnswer: string | null };

export async function streams(rig: Rig, { places, delaysMs, crowd, kills, atMostMs, say }: StreamsOptions): Promise<StreamsOutcome> {
  const startedAt = Date.now();
  const tally = new Tally();
  const results: Result[] = [];
  const isTimeLeft = (): boolean => Date.now() - startedAt < atMostMs;
  const over = (i: number): Case["over"] => (i % 2 === 0 ? "socket" : "events");
  const run = (cases: Case[]): Promise<Result[]> => Promise.all(cases.map((one) => oneStream(rig, one, tally)));
  let told = 0;
  const tell = (): void => {
    const { violations } = tally;
    const perSecond = (results.length * 1000) / (Date.now() - startedAt);
    say(`  ${results.length} streams, ${perSecond.toFixed(1)} a second, ${violations.length} violations`);
    for (const violation of violations.length > told ? tally.latest() : []) say(`  ! ${violation}`);
    told = violations.length;
  };
  for (let i = 0; i < kills && isTimeLeft(); i++) {
    const everyMs = 10 + (i % 4) * 10;
    const cases = Array.from({ length: crowd }, (_, n): Case => ({
      abortAt: null,
      everyMs,
      awayMs: delaysMs[n % delaysMs.length] ?? 0,
      over: over(n),
    }));
    const done = run(cases);
    // Somewhere in the midst of most of them: each began at a moment of its own.
    await sleep(300 + rig.unit() * chunks * everyMs);
    await rig.kill();
    results.push(...(await done));
    tell();
  }
  const aborts = delaysMs.flatMap((awayMs, i) => places.map((abortAt): Case => ({ abortAt, everyMs: 1, awayMs, over: over(abortAt + i) })));
  for (let i = 0; i < aborts.length && isTimeLeft(); i += atOnce) {
    results.push(...(await run(aborts.slice(i, i + atOnce))));
    tell();
  }
  const count = (holds: (result: Result) => boolean): number => results.filter(holds).length;
  return {
    tally,
    aborted: count(({ abortAt }) => abortAt !== null),
    killed: count(({ abortAt }) => abortAt === null),
    cutUnderWay: count((result) => result.cutUnderWay),
    otherEnds: countsOf(results.flatMap(({ insteadOfAnswer }) => insteadOfAnswer ?? [])),
    onSocket: count((result) => result.over === "socket"),
    asEvents: count((result) => result.over === "events"),
    tookMs: Date.now() - startedAt,
  };
}

const countsOf = (names: readonly string[]): Map<string, number> =>
  new Map([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

async function oneStream(rig: Rig, one: Case, tally: Tally): Promise<Result> {
  const abort = new AbortController();
  const visitor = await Visitor.arrive({ url: rig.url, unit: rig.unit, signal: abort.signal, awayMs: () => one.awayMs });
  const { conversation, token, seen } = visitor.visit;
  const nonce = randomUUID().slice(0, 8);
  const text = scriptedQuestion({ conversation, nonce, chunks, everyMs: one.everyMs, abortAt: one.abortAt });
  const expected = Array.from({ length: chunks }, (_, i) => chunkText(i, nonce)).join("");
  const id = `stream-${nonce}`;
  let tries: string[];
  let shown: string | null = null;
  if (one.over === "socket") {
    const operation = visitor.say(id, text);
    const isDone = await visitor.until(() => visitor.dealtWith(operation), endsWithinMs);
    tries = [`${visitor.lines} sockets, message sent ${operation.sends} times, ${isDone ? "told of its end" : "not told of an end"}`];
  } else {
    const read = await readTurn({ url: rig.url, conversation, token, id, text, awayMs: one.awayMs, withinMs: endsWithinMs });
    ({ tries, text: shown } = read);
    visitor.visit.operations.push({ id, text, invoked: 0, acked: null, end: "unknown", seq: null, sends: tries.length });
    await visitor.until(() => visitor.turnsEnded > 0, endsWithinMs);
  }
  const cutUnderWay = one.over === "socket" ? visitor.lines > 1 : tries.length > 1;
  const log = await readLog(rig.directUrl, conversation);
  // What one commit brought comes in several frames.
  await visitor.until(() => visitor.hasReadTo(log.length), endsWithinMs);
  visitor.leave();
  abort.abort();
  checkVisit(tally, visitor.visit, log);
  const where = one.abortAt === null ? `tree killed, a chunk every ${one.everyMs} ms` : `object aborted at chunk ${one.abortAt}`;
  const what = `${conversation} over ${one.over}, ${where}, client away ${one.awayMs} ms`;
  if (one.over === "socket") shown = [...seen.endings.values()][0] ?? null;
  const insteadOfAnswer = checkStream(tally, { what, shown, expected, tries }, log);
  return { over: one.over, abortAt: one.abortAt, cutUnderWay, insteadOfAnswer };
}
