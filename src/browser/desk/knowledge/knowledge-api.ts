/** What the knowledge page asks of the server, checked against the contracts. */
import type { CitingAnswers as ContractCiting } from "#contracts/article-citations";
import type { ArticleVersion as ContractVersion } from "#contracts/article-versions";
import type { ArticleImportReport as ContractReport, ArticleSummary as ContractSummary } from "#contracts/articles";
import type { GapList as ContractGaps, TriedQuestion as ContractTried } from "#contracts/gaps";
import { type Demanded, flag, type Guard, type Guarded, list, nullable, number, oneOf, record, text } from "#browser/wire/guards";

const summary = record({ id: text, title: text, tags: list(text), version: text, storedAt: text });
export type ArticleSummary = Demanded<Guarded<typeof summary>, ContractSummary>;
export const articleList = record({ articles: list(summary) });
export const stored = summary;

export type Article = { id: string; title: string; summary: string; tags: string[]; body: string; version: string; updated?: string };
const written = record({ id: text, title: text, summary: text, tags: list(text), body: text, version: text });
const dated = record({ updated: text });
/** `updated` is there only where its author wrote it. */
export const article: Guard<Article> = (value): value is Article =>
  written(value) && (!("updated" in value) || value.updated === undefined || dated(value));

const version = record({ n: number, version: text, title: text, storedAt: text, characters: number, removed: flag, inForce: flag });
export type ArticleVersion = Demanded<Guarded<typeof version>, ContractVersion>;
export const versionList = record({ versions: list(version) });

export const report = record({
  added: list(text),
  changed: list(text),
  unchanged: number,
  removed: list(text),
  dryRun: flag,
  warnings: list(record({ article: text, reasons: list(text) })),
});
export type ImportReport = Demanded<Guarded<typeof report>, ContractReport>;

const gap = record({
  turn: text,
  conversation: text,
  question: text,
  intent: nullable(text),
  outcome: oneOf("offered_person", "asked_back", "handed_off"),
  askedAt: text,
});
export const gapList = record({
  groups: list(record({ question: text, size: number, lastAskedAt: text, gaps: list(gap) })),
  open: number,
  waiting: number,
});
export type GapList = Demanded<Guarded<typeof gapList>, ContractGaps>;
export type GapGroup = GapList["groups"][number];
export const settled = record({ settled: number });

export const tried = record({
  answered: flag,
  text,
  citations: list(record({ n: number, article: text, section: text, title: text, quote: text, url: text })),
  answerability: number,
  threshold: number,
  passages: list(record({ article: text, section: text, title: text, heading: text, score: number })),
});
type Tried = Guarded<typeof tried>;
/** The compiler refuses the guard when it demands what the contract does not promise. */
export type TriedQuestion = Demanded<Omit<Tried, "citations">, Omit<ContractTried, "citations">> & Pick<Tried, "citations">;

export const citingAnswers = record({
  answers: list(
    record({
      turn: text,
      conversation: text,
      at: text,
      outcome: text,
      quotes: list(record({ section: text, quote: text, version: text })),
    }),
  ),
  hasMore: flag,
});
export type CitingAnswers = Demanded<Guarded<typeof citingAnswers>, ContractCiting>;
