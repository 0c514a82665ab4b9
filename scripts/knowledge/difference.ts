/** What an import would change, found by comparing versions: a version is the hash of an article's content, so no text is fetched. */
import { articleVersion } from "#adapters/knowledge/article-version";
import type { ArticleDraft, ArticleSummary } from "#contracts/articles";

export type Difference = {
  added: ArticleDraft[];
  changed: ArticleDraft[];
  unchanged: number;
  /** Stored, and not among the drafts. */
  gone: ArticleSummary[];
};

export async function difference(drafts: readonly ArticleDraft[], stored: readonly ArticleSummary[]): Promise<Difference> {
  const versions = new Map(stored.map(({ id, version }) => [id, version]));
  const found: Difference = { added: [], changed: [], unchanged: 0, gone: [] };
  for (const draft of drafts) {
    const before = versions.get(draft.id);
    if (before === undefined) found.added.push(draft);
    else if (before === (await articleVersion(draft))) found.unchanged += 1;
    else found.changed.push(draft);
  }
  const kept = new Set(drafts.map(({ id }) => id));
  found.gone = stored.filter(({ id }) => !kept.has(id));
  return found;
}

/** One line for each article that changes, `+` added, `~` changed, `-` removed, `?` gone from the folder and kept; and a line of sums. */
export function describeDifference({ added, changed, unchanged, gone }: Difference, prune: boolean): string[] {
  const line = (sign: string, { id, title }: { id: string; title: string }): string => `${sign} ${id}  ${title}`;
  const sums = [
    `${added.length} added`,
    `${changed.length} changed`,
    `${unchanged} unchanged`,
    prune ? `${gone.length} removed` : `${gone.length} not in the folder${gone.length > 0 ? " (kept; --prune removes them)" : ""}`,
  ];
  return [
    ...added.map((draft) => line("+", draft)),
    ...changed.map((draft) => line("~", draft)),
    ...gone.map((summary) => line(prune ? "-" : "?", summary)),
    sums.join(", "),
  ];
}
