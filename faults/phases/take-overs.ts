/**
 * A person takes over while the answer is being written. The answer is held up until the take-over is in, so that every one of these races has the order that matters:
 * the agent wants to speak when a person has the floor. The control `unfenced` runs the same with the fence cut out.
 */
import { randomUUID } from "node:crypto";
import { checkVisit } from "../check/check-visit.ts";
import { readLog } from "../check/read-log.ts";
import { Tally } from "../check/tally.ts";
import { operator } from "../client/operator.ts";
import { Visitor } from "../client/visitor.ts";
import type { Rig } from "../rig.ts";
import { scriptedQuestion } from "../script.ts";

const chunks = 8;
const withinMs = 60_000;

export type TakeOversOptions = { conversations: number; atMostMs: number; say: (text: string) => void };

/** `silenced`: answers that were being written and never came. */
export type TakeOversOutcome = { tally: Tally; conversations: number; silenced: number; spoken: number; tookMs: number };

const atOnce = 10;

export async function takeOvers(rig: Rig, { conversations, atMostMs, say }: TakeOversOptions): Promise<TakeOversOutcome> {
  const startedAt = Date.now();
  const tally = new Tally();
  const ends: ("silenced" | "spoken")[] = [];
  while (ends.length < conversations && Date.now() - startedAt < atMostMs) {
    ends.push(...(await Promise.all(Array.from({ length: atOnce }, () => oneTakeOver(rig, tally)))));
    say(`  ${ends.length} taken over, ${tally.violations.length} violations`);
  }
  const silenced = ends.filter((end) => end === "silenced").length;
  return { tally, conversations: ends.length, silenced, spoken: ends.length - silenced, tookMs: Date.now() - startedAt };
}

async function oneTakeOver(rig: Rig, tally: Tally): Promise<"silenced" | "spoken"> {
  const abort = new AbortController();
  const visitor = await Visitor.arrive({ url: rig.url, unit: rig.unit, signal: abort.signal });
  const { conversation } = visitor.visit;
  const nonce = randomUUID().slice(0, 8);
  const text = scriptedQuestion({ conversation, nonce, chunks, everyMs: 1, abortAt: null, isHeld: true });
  const question = visitor.say(`held-${nonce}`, text);
  await visitor.until(() => visitor.isBeingAnswered(question), withinMs);
  await operator(rig, conversation, "take-over", abort.signal);
  await visitor.until(() => visitor.state === "human" && visitor.dealtWith(question), withinMs);
  const word = visitor.say(`word-${nonce}`, "Thank you for looking into this.");
  await visitor.until(() => visitor.settled(word), withinMs);
  await operator(rig, conversation, "give-back", abort.signal);
  await visitor.until(() => visitor.state === "ai", withinMs);
  visitor.leave();
  abort.abort();
  const log = await readLog(rig.directUrl, conversation);
  checkVisit(tally, visitor.visit, log);
  return log.some(({ event }) => event.type === "answer.completed") ? "spoken" : "silenced";
}
