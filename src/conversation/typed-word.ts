/**
 * A customer who writes "yes" or "no" where a card waits, because their client shows no buttons or because writing is what they were doing. It counts as the press of the button only where no doubt is left: one card waits, and the
 * message is the very next one after it. It takes the same way through the ledger as the button, in the transaction of the turn that answers it; so it is done once, whatever is pressed or written beside it.
 */
import { agentMaySpeak } from "#domain/ownership";
import { decided } from "#domain/proposals";
import { wordOnCard } from "#turn/consent";
import type { Reply } from "#turn/decide";
import { phrasesIn } from "#turn/phrases";
import type { TurnResult } from "#turn/run-turn";
import { conversationLanguage } from "./language.ts";
import { endProposal } from "./proposals.ts";
import type { Records } from "./records.ts";
import type { Append } from "./storage/event-log.ts";
import type { TurnRow } from "./storage/turns.ts";

/** What a turn says to such a word; `decide`: within the turn's commit, before its answer. */
export type WordTaken = { result: TurnResult; decide: (append: Append) => void };

/** Null: the message is something else, and is answered like any other. */
export function typedWord(records: Records, conversation: string, turn: TurnRow, nowMs: number): WordTaken | null {
  // Nearly every turn ends here.
  const [row, ...others] = records.proposals.open().filter((one) => one.seq < turn.seq);
  const standing = records.standing();
  const message = row && records.log.at(turn.seq)?.event;
  // Where a person was offered since, a yes is for them.
  if (!row || !standing || standing.offered || message?.type !== "customer.message") return null;
  const word = wordOnCard(message.text, row.card.button);
  const say = phrasesIn(conversationLanguage(records, turn.seq)).tools;
  const isPlain = others.length === 0 && row.turn === turn.n - 1 && (word === "yes" || word === "no");
  if (!isPlain)
    return (word === "yes" || word === "unclear") && nowMs < row.expiresAtMs
      ? { result: said(say.cardWaits), decide: () => undefined }
      : null;
  const { is } = decided(row, { accept: word === "yes", nowMs, mayAct: agentMaySpeak(standing, row.epoch) });
  if (is === "again" || is === "refused") return null;
  const text = { confirmed: say.confirmed, declined: say.declined, expired: say.expired, withdrawn: say.expired }[is];
  return { result: said(text), decide: (append) => void endProposal(records, append, conversation, row, is) };
}

function said(text: string): TurnResult {
  const reply: Reply = { kind: "notice", text, citations: [], offersPerson: false };
  return { decision: { act: "reply", reply }, records: new Map(), intent: null, confidence: 1, rung: null, streamedAttempt: 1 };
}
