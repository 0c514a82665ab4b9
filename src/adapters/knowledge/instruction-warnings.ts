/**
 * Articles that look like they carry instructions to the assistant: planted ones, or pages about prompts and code. A person should read them; nothing is
 * refused, because a screen that is wrong must not keep an article from its readers.
 */
import type { ArticleDraft, ArticleImportReport } from "#contracts/articles";
import { screenForInjection } from "#embedded/screens/injection";

export const instructionWarnings = (drafts: readonly ArticleDraft[]): ArticleImportReport["warnings"] =>
  drafts.flatMap(({ id, title, summary, body }) => {
    const { flagged, reasons } = screenForInjection([title, summary, body].join("\n\n"));
    return flagged ? [{ article: id, reasons }] : [];
  });
