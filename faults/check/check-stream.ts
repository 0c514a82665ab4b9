/**
 * Holds what a client showed of one scripted answer against what its conversation's log says. A turn that ends with a person, because an agent ran out of time, has stored words as well,
 * and they must be the ones that were shown; that the answer is whole is asked of turns that were answered.
 */
import type { ConversationEvent, LoggedEvent } from "#contracts/events";
import type { Tally } from "./tally.ts";

export type StreamSeen = {
  /** Where, how and when it was cut. */
  what: string;
  /** What the client showed in the end; null: nothing had come to its end when the time was up. */
  shown: string | null;
  /** What the script says. */
  expected: string;
  /** What became of each reading. */
  tries: readonly string[];
};

/** @returns null for the scripted answer; otherwise why it is not there: an agent and how it ended, or the reason of a handoff. */
export function checkStream(tally: Tally, { what, shown, expected, tries }: StreamSeen, log: readonly LoggedEvent[]): string | null {
  const turns = new Set(log.flatMap(({ event }) => (event.type === "turn.started" ? [event.turn] : [])));
  const stored = log.flatMap(({ event }) => wordsOf(event, turns));
  const text = stored.join("");
  const diagnosis = () =>
    [
      what,
      `    shown ${quoted(shown)}, stored ${stored.length} × ${quoted(text)}, the script has ${quoted(expected)}`,
      ...(shown === null || shown === text ? [] : [`    ${difference(shown, text)}`]),
      `    tries: ${tries.join("; ")}`,
      `    log: ${log.map((one) => eventText(one, log[0]?.at ?? one.at)).join("; ")}`,
    ].join("\n");
  tally.check("a stream's text seen in the end is the stored text", shown === text && stored.length > 0, diagnosis);
  const reason = insteadOfAnswer(log);
  if (reason !== null) return reason;
  tally.check("a stream that was cut ends as the whole text", text === expected, diagnosis);
  return null;
}

/** What a turn's end says to the customer, in the order in which it is told. */
function wordsOf(event: ConversationEvent, turns: ReadonlySet<string>): string[] {
  const ends = event.type === "answer.completed" || event.type === "turn.failed" || event.type === "handoff.requested";
  return ends && event.turn !== null && turns.has(event.turn) ? [event.text] : [];
}

/** Null when the turn was answered, or ended in a way for which there is no excuse. */
function insteadOfAnswer(log: readonly LoggedEvent[]): string | null {
  const events = log.map(({ event }) => event);
  const handoff = events.find((event) => event.type === "handoff.requested");
  if (!handoff) return null;
  const spent = events.flatMap((event) =>
    event.type === "agent.finished" && (event.outcome === "timed_out" || event.outcome === "failed")
      ? [`${event.agent} ${event.outcome}`]
      : event.type === "turn.failed"
        ? [`turn failed: ${event.reason}`]
        : [],
  );
  return spent.length > 0 ? spent.join(" and ") : `handed off: ${handoff.reason}`;
}

const quoted = (text: string | null): string =>
  text === null
    ? "nothing in time"
    : text.length <= 60
      ? `"${text}"`
      : `${text.length} letters "${text.slice(0, 25)} … ${text.slice(-25)}"`;

function difference(shown: string, stored: string): string {
  let at = 0;
  while (at < shown.length && shown[at] === stored[at]) at += 1;
  return `they part at letter ${at}: shown "${shown.slice(at, at + 40)}", stored "${stored.slice(at, at + 40)}"`;
}

function eventText({ seq, at, event }: LoggedEvent, since: string): string {
  const facts =
    event.type === "agent.finished"
      ? ` ${event.agent} ${event.outcome} on ${event.rung ?? "no rung"}, ${event.attempts} attempts, ${Math.round(event.tookMs)} ms`
      : event.type === "answer.completed"
        ? ` ${event.kind}, attempt ${event.attempt}, ${event.rung ?? "no rung"}, ${event.text.length} letters`
        : "reason" in event
          ? ` ${event.reason ?? ""}`
          : "";
  return `${seq} +${Date.parse(at) - Date.parse(since)} ms ${event.type}${facts}`;
}
