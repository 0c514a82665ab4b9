/** What the customer may do besides writing: begin, ask for a person, rate an answer, stop one, close. */
import type { Settled } from "#contracts/desk";
import { thumbRow } from "#contracts/turn-facts";
import { conversationOf, turnId, TurnIdSchema } from "#domain/ids";
import { changeOwnership } from "#domain/ownership";
import { ok, type Result } from "#domain/result";
import type { BeginOptions, Refusal } from "#ports/conversations";
import { phrasesIn } from "#turn/phrases";
import { commitStop } from "./commit-turn.ts";
import { appendIdentity, identify } from "./identify.ts";
import { conversationLanguage } from "./language.ts";
import { withdrawProposals } from "./proposals.ts";
import { type Records, refuse } from "./records.ts";
import { requestHandoff } from "./request-handoff.ts";

const gone = () => refuse("not_found", "this conversation does not exist or was erased");

export function begin(records: Records, { locale, visitor, identity }: BeginOptions): Result<{ seq: number }, Refusal> {
  if (records.erased()) return gone();
  if (records.standing()) return identity ? identify(records, identity) : ok({ seq: records.log.head });
  const seq = records.commit((append) => {
    records.setStanding({ state: "ai", epoch: 0, offered: false, unanswered: 0, assignee: null });
    const started = append({ type: "conversation.started", locale, ...(visitor === undefined ? {} : { visitor }) });
    return identity ? appendIdentity(records, append, identity) : started;
  });
  return ok({ seq });
}

export function askForPerson(records: Records, conversation: string, nowMs: number): Result<{ handoff: string; seq: number }, Refusal> {
  const standing = records.standing();
  if (!standing) return gone();
  if (standing.state === "closed") return refuse("conversation_closed", "start a new conversation");
  const text = phrasesIn(conversationLanguage(records)).handoff.button;
  return ok(
    records.commit((append) => requestHandoff(records, append, conversation, standing, { reason: "button", text, turn: null }, nowMs)),
  );
}

export function giveFeedback(
  records: Records,
  conversation: string,
  { turn, rating, reason }: { turn: string; rating: "up" | "down"; reason: string | null },
): Result<{ seq: number }, Refusal> {
  const n = turnNumber(conversation, turn);
  if (n === null || !records.turns.get(n)) return refuse("unknown_turn", `this conversation has no turn ${turn}`);
  const at = records.now();
  return ok({
    seq: records.commit((append) => {
      records.turnFacts.put({ run: thumbRow(turn), conversation, at, rating, comment: reason }, at);
      return append({ type: "feedback.given", turn, rating, reason });
    }),
  });
}

/** @param abandon called when the work on the turn must end at once. */
export function stopTurn(records: Records, conversation: string, turn: string, abandon: (n: number) => void): Refusal | null {
  const n = turnNumber(conversation, turn);
  if (n === null || !records.turns.get(n)) return { reason: "unknown_turn", detail: `this conversation has no turn ${turn}` };
  records.commit((append) => commitStop(records, append, conversation, n, "customer"));
  abandon(n);
  return null;
}

/** @param settled a person of the desk closes it, and why; absent: the customer does. */
export function close(
  records: Records,
  conversation: string,
  abandon: (n: number) => void,
  settled?: Settled,
): Result<{ seq: number }, Refusal> {
  const standing = records.standing();
  if (!standing) return gone();
  if (standing.state === "closed") return ok({ seq: records.log.head });
  const unfinished = records.turns.unfinished();
  const seq = records.commit((append) => {
    for (const turn of unfinished) commitStop(records, append, conversation, turn.n, "closed");
    withdrawProposals(records, append, conversation);
    records.setStanding({ ...standing, ...changeOwnership(standing, "closed"), assignee: null });
    if (settled) records.desk.settle(settled);
    return append({ type: "conversation.closed", ...(settled ? { by: "operator", operator: settled.operator } : { by: "customer" }) });
  });
  for (const turn of unfinished) abandon(turn.n);
  return ok({ seq });
}

function turnNumber(conversation: string, turn: string): number | null {
  const known = TurnIdSchema.safeParse(turn).success && conversationOf(turn) === conversation;
  return known ? Number(turn.slice(turnId(conversation, 0).length - 1)) : null;
}
