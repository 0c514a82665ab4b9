/** What the inbox reads from the server, checked against the part of the contracts that is shown. */
import type { Card as ContractCard, Draft as ContractDraft, Macro as ContractMacro } from "#contracts/desk";
import type { InboxPage as ContractPage, InboxServerFrame, Summary as ContractSummary } from "#contracts/inbox";
import type { Note as ContractNote } from "#contracts/notes";
import { isState } from "#browser/wire/frames";
import { anyOf, type Demanded, flag, type Guard, type Guarded, list, nullable, number, oneOf, record, text } from "#browser/wire/guards";

const isSettledReason = oneOf("resolved", "no_answer", "spam");

export const isSummary = record({
  id: text,
  seq: number,
  state: isState,
  owner: nullable(text),
  customer: nullable(record({ subject: text, name: nullable(text) })),
  title: text,
  snippet: text,
  speaker: nullable(oneOf("customer", "ai", "operator")),
  isAnswering: flag,
  intent: nullable(text),
  sentiment: nullable(number),
  language: nullable(text),
  reason: nullable(text),
  priority: oneOf("low", "normal", "high", "urgent"),
  waitingSince: nullable(text),
  dueAt: nullable(text),
  unread: number,
  ticket: nullable(text),
  settledAs: nullable(isSettledReason),
  startedAt: text,
  updatedAt: text,
});
export type Summary = Demanded<Guarded<typeof isSummary>, ContractSummary>;

const isCounts = record({ waiting: number, mine: number, team: number, ai: number, closed: number });
export type Counts = Guarded<typeof isCounts>;

const isPageOf = record({ conversations: list(isSummary), next: nullable(text), total: number, rev: number, counts: isCounts });
type Page = Demanded<Guarded<typeof isPageOf>, ContractPage>;
export const isPage: Guard<Page> = isPageOf;

export const isInboxFrame = anyOf(
  record({ type: oneOf("changes"), rev: number, changed: list(isSummary), gone: list(text), counts: isCounts }),
  record({ type: oneOf("reset"), rev: number }),
);
export type InboxFrame = Demanded<Guarded<typeof isInboxFrame>, InboxServerFrame>;

const isNote = record({ id: text, after: number, at: text, operator: text, text });
export type Note = Demanded<Guarded<typeof isNote>, ContractNote>;

export const isDeskFrame = anyOf(
  record({ type: oneOf("note"), note: isNote }),
  record({ type: oneOf("people"), people: list(record({ name: text, isWriting: flag })) }),
);

const isBrief = record({
  title: text,
  summary: text,
  category: text,
  sentiment: number,
  priority: text,
  wishes: list(text),
  tried: list(record({ question: text, answer: text, sources: list(text) })),
});

export const isCard = record({
  state: isState,
  epoch: number,
  owner: nullable(text),
  waitingSince: nullable(text),
  returnsAt: nullable(text),
  customer: nullable(record({ subject: text, name: nullable(text), email: nullable(text) })),
  contact: nullable(text),
  reason: nullable(text),
  ticket: nullable(record({ id: text, number: text })),
  brief: nullable(isBrief),
  settled: nullable(record({ operator: text, reason: isSettledReason })),
  turns: list(record({ intent: nullable(text), sentiment: number, language: text })),
});
export type Card = Demanded<Guarded<typeof isCard>, ContractCard>;

export const isDraft = record({
  text,
  citations: list(record({ n: number, article: text, section: text, title: text, quote: text })),
  question: text,
  confidence: number,
});
export type Draft = Demanded<Guarded<typeof isDraft>, ContractDraft>;

const isMacro = record({ id: text, title: text, text });
export type Macro = Demanded<Guarded<typeof isMacro>, ContractMacro>;
export const isMacros = record({ macros: list(isMacro) });
