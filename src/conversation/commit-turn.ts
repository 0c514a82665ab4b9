/**
 * The end of a turn, in one transaction: what the agents did, and the answer or the handoff. A turn that began under an older ownership is not let
 * through, however good its answer: that is the fence which keeps an agent silent once a person has the floor.
 */
import type { AnswerKind, ConversationEvent } from "#contracts/events";
import type { TurnOutcome } from "#contracts/turn-facts";
import { turnId } from "#domain/ids";
import { agentMaySpeak } from "#domain/ownership";
import type { RunRecords } from "#plan/execute";
import type { Reply } from "#turn/decide";
import { phrasesIn } from "#turn/phrases";
import type { TurnResult } from "#turn/run-turn";
import { conversationLanguage } from "./language.ts";
import { propose } from "./proposals.ts";
import { type Records } from "./records.ts";
import { modelUse } from "./model-use.ts";
import { requestHandoff } from "./request-handoff.ts";
import type { Append } from "./storage/event-log.ts";
import type { StandingRow } from "./storage/standing.ts";
import type { TurnRow } from "./storage/turns.ts";
import { endTurn } from "./turn-facts.ts";

export type TurnEnd = "answered" | "handed_off" | "refused" | "failed" | "stopped";

const outcomeOf: Record<AnswerKind, TurnOutcome> = {
  answer: "answered",
  question: "asked_back",
  offer: "offered_person",
  courtesy: "courtesy",
  notice: "notice",
  confirm: "answered",
};

/** Wire attempts left for each start of a turn: more than any ladder's takes, so that a later start always outranks an earlier one. */
export const attemptsPerStart = 10;

/** The attempt that a client sees: rises with every start of the turn and every attempt within it. */
export const wireAttempt = (starts: number, attempt: number): number => (starts - 1) * attemptsPerStart + attempt;

/** @param first what belongs into the same transaction, before the answer. */
export function commitTurn(
  records: Records,
  conversation: string,
  turn: TurnRow,
  result: TurnResult,
  nowMs: number,
  first: (append: Append) => void = () => undefined,
): TurnEnd {
  return records.commit((append) => {
    const standing = speakable(records, append, conversation, turn);
    if (!standing) return "refused";
    first(append);
    appendAgents(append, turnId(conversation, turn.n), result.records);
    for (const { use } of records.toolCalls.of(turn.n))
      append({ type: "tool.finished", ...use, turn: turnId(conversation, turn.n), effect: "read", proposal: null });
    const { decision } = result;
    const steps = [...result.records.values()];
    if (decision.act === "handoff" && standing.state !== "waiting") {
      endTurn(records, conversation, turn, { status: "done", outcome: "handed_off", reason: decision.reason, steps });
      requestHandoff(records, append, conversation, standing, { reason: decision.reason, text: decision.text, turn: turn.n }, nowMs);
      return "handed_off";
    }
    const reply = decision.act === "reply" ? decision.reply : alreadyAsked(records);
    const articles = reply.citations.map(({ article }) => article);
    endTurn(records, conversation, turn, {
      status: "done",
      outcome: outcomeOf[reply.kind],
      confidence: result.confidence,
      articles,
      steps,
    });
    append(answerOf(conversation, turn, result, reply));
    if (reply.card) propose(records, append, conversation, turn, reply.card, nowMs);
    const missed = reply.kind === "offer" || reply.kind === "question";
    records.setStanding({ ...standing, offered: reply.offersPerson, unanswered: missed ? standing.unanswered + 1 : 0 });
    return "answered";
  });
}

/** A turn that ended without a decision: the customer is told, and given to a person. */
export function commitFailure(
  records: Records,
  conversation: string,
  turn: TurnRow,
  reason: "deadline" | "defect",
  nowMs: number,
): TurnEnd {
  return records.commit((append) => {
    const standing = speakable(records, append, conversation, turn);
    if (!standing) return "refused";
    const say = phrasesIn(conversationLanguage(records));
    endTurn(records, conversation, turn, { status: "failed", outcome: "failed", reason });
    append({ type: "turn.failed", turn: turnId(conversation, turn.n), reason, text: say.turnFailed });
    requestHandoff(records, append, conversation, standing, { reason: "turn_failed", text: say.handoff.turn_failed, turn: turn.n }, nowMs);
    return "failed";
  });
}

/** Stops the turn's work for good; harmless when it has ended already. */
export function commitStop(
  records: Records,
  append: Append,
  conversation: string,
  n: number,
  by: "customer" | "person_joined" | "closed",
): void {
  const turn = records.turns.get(n);
  if (!turn || (turn.status !== "pending" && turn.status !== "running")) return;
  endTurn(records, conversation, turn, { status: "stopped", outcome: "stopped", reason: by });
  append({ type: "turn.stopped", turn: turnId(conversation, n), by });
}

/** The standing, when the turn may still speak; else ends the turn. */
function speakable(records: Records, append: Append, conversation: string, turn: TurnRow): StandingRow | null {
  const standing = records.standing();
  // An erased conversation has no turns left to end, and one that was stopped has ended.
  if (!standing || records.turns.get(turn.n)?.status !== "running") return null;
  if (agentMaySpeak(standing, turn.epoch)) return standing;
  commitStop(records, append, conversation, turn.n, standing.state === "closed" ? "closed" : "person_joined");
  return null;
}

/** The button was pressed while the agents worked: the handoff that is open stands, and the message still gets its answer. */
const alreadyAsked = (records: Records): Reply => ({
  kind: "notice",
  text: phrasesIn(conversationLanguage(records)).alreadyWaiting(records.handoffs.latest()?.ticket?.number ?? null),
  citations: [],
  offersPerson: false,
});

function appendAgents(append: Append, turn: string, records: RunRecords): void {
  for (const { agent, outcome, rung, attempts, tookMs, calls } of records.values()) {
    append({ type: "agent.finished", turn, agent, outcome, rung, attempts, tookMs, ...(calls ? modelUse(calls) : {}) });
  }
}

function answerOf(conversation: string, turn: TurnRow, result: TurnResult, reply: Reply): ConversationEvent {
  const id = turnId(conversation, turn.n);
  return {
    type: "answer.completed",
    turn: id,
    run: id,
    attempt: wireAttempt(turn.starts, result.streamedAttempt),
    kind: reply.kind,
    text: reply.text,
    citations: [...reply.citations],
    intent: result.intent,
    confidence: result.confidence,
    rung: result.rung,
    offersPerson: reply.offersPerson,
    ...(reply.replies === undefined || reply.replies.length === 0 ? {} : { replies: [...reply.replies] }),
  };
}
