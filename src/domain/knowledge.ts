/**
 * What the desk knows, as the engine sees it. An article is written in Markdown; it is cut into sections at its headings, and a section
 * is what is indexed, retrieved and quoted. Every passage can be traced to an article, its version and the section's anchor.
 */

/** One section of one article, in plain text (no Markdown marks, no link targets). */
export type Section = {
  /** Article id, as in its front matter. */
  article: string;
  /** Content hash of the article that the section was cut from, hexadecimal. */
  version: string;
  /** Anchor within the article; "" for the text before the first heading. */
  section: string;
  /** Title of the article. */
  title: string;
  /** Headings above the text, outermost first, joined by " › "; "" for the introduction. */
  heading: string;
  /**
   * Blocks separated by a blank line. A list item is a line of its own that starts with "- " or "1. "; steps keep their numbers.
   */
  text: string;
};

/** A section found for a question. */
export type Passage = Section & {
  /** Ranking score, higher is better; comparable within one query only. */
  score: number;
  /** Share of the question's information (idf-weighted) that the section speaks of, [0, 1]. */
  coverage: number;
};

/** A sentence's source, as the customer sees it: `n` is the number in the text, from 1. */
export type Citation = {
  n: number;
  article: string;
  version: string;
  section: string;
  title: string;
  /** Verbatim words of the source that support the answer. */
  quote: string;
  /** Path of the article on this desk, with the anchor. */
  url: string;
};
