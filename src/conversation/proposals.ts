/**
 * Proposals of a conversation: put beside the answer that speaks of them, decided by the customer once, withdrawn when a person takes over. Each is one transaction with its event; the deed itself
 * is `proposal-runner.ts`.
 */
import type { ToolCard } from "#contracts/tools";
import { conversationOf, proposalId, ProposalIdSchema, turnId } from "#domain/ids";
import { agentMaySpeak } from "#domain/ownership";
import { decided, proposalLivesMs } from "#domain/proposals";
import { ok, type Result } from "#domain/result";
import type { Refusal } from "#ports/conversations";
import { type Records, refuse } from "./records.ts";
import type { Append } from "./storage/event-log.ts";
import type { ProposalRow } from "./storage/proposals.ts";
import type { TurnRow } from "./storage/turns.ts";

/** Within the commit of the turn whose answer speaks of it. */
export function propose(
  records: Records,
  append: Append,
  conversation: string,
  { n: turn, epoch }: TurnRow,
  card: ToolCard,
  nowMs: number,
): void {
  const n = records.proposals.nextNumber();
  const expiresAtMs = nowMs + proposalLivesMs;
  const seq = append({
    type: "tool.proposed",
    proposal: proposalId(conversation, n),
    turn: turnId(conversation, turn),
    ...card,
    expiresAt: new Date(expiresAtMs).toISOString(),
  });
  records.proposals.add({ n, card, turn, epoch, expiresAtMs, seq });
}

export type Confirmed = { proposal: string; decision: "confirmed" | "declined"; seq: number };

/** The customer's word on a card. The same word again is answered alike. */
export function decideProposal(
  records: Records,
  conversation: string,
  { proposal, accept }: { proposal: string; accept: boolean },
  nowMs: number,
): Result<Confirmed, Refusal> {
  const standing = records.standing();
  if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
  const row = rowOf(records, conversation, proposal);
  if (!row) return refuse("unknown_proposal", `this conversation has no proposal ${proposal}`);
  const word = decided(row, { accept, nowMs, mayAct: agentMaySpeak(standing, row.epoch) });
  switch (word.is) {
    case "again":
      return ok({ proposal, decision: accept ? "confirmed" : "declined", seq: row.seq });
    case "refused":
      return refuse("proposal_decided", `it is ${row.status}`);
    case "confirmed":
    case "declined":
      return ok({ proposal, decision: word.is, seq: records.commit((append) => endProposal(records, append, conversation, row, word.is)) });
    case "expired":
    case "withdrawn":
      records.commit((append) => endProposal(records, append, conversation, row, word.is));
      return refuse("proposal_decided", word.is === "expired" ? "it has expired; ask again" : "a person has taken over; ask them");
  }
}

/** Within the commit by which a person takes over or the conversation closes: nobody may confirm any longer what the assistant proposed. */
export function withdrawProposals(records: Records, append: Append, conversation: string): void {
  for (const row of records.proposals.open()) endProposal(records, append, conversation, row, "withdrawn");
}

/** Within a commit. @returns the seq of its event. */
export function endProposal(
  records: Records,
  append: Append,
  conversation: string,
  row: ProposalRow,
  decision: "confirmed" | "declined" | "expired" | "withdrawn",
): number {
  const seq = append({
    type: "tool.decided",
    proposal: proposalId(conversation, row.n),
    tool: row.card.tool,
    title: row.card.title,
    decision,
  });
  records.proposals.set(row.n, decision, seq);
  return seq;
}

function rowOf(records: Records, conversation: string, proposal: string): ProposalRow | undefined {
  const known = ProposalIdSchema.safeParse(proposal).success && conversationOf(proposal) === conversation;
  return known ? records.proposals.get(Number(proposal.slice(proposalId(conversation, 0).length - 1))) : undefined;
}
