/**
 * Cuts an article into sections at its headings. A section is what is indexed, retrieved and quoted: plain text, an anchor that stays the
 * same as long as its heading does, and the path of headings above it. Any text is accepted: what isn't Markdown is a paragraph, and the
 * work is linear in the length of the body.
 */
import type { Section } from "#domain/knowledge";
import { Lexer, type Token } from "marked";
import { plainBlock, plainInline, type InlineReader } from "./plain-text.ts";
import { withBoundedNesting } from "./nesting.ts";

/** An article as its author wrote it. `version` is the content hash, hexadecimal. */
export type ArticleSource = {
  id: string;
  version: string;
  title: string;
  /** What the article is about, in a sentence; searched, never quoted. */
  summary?: string | undefined;
  /** Words that customers use and the article doesn't; searched, never shown in a quote. */
  tags?: readonly string[] | undefined;
  /** Markdown or plain text. */
  body: string;
};

/** A section with what is searched but not quoted: the summary and the tags of its article. */
export type TaggedSection = Section & { summary?: string; tags?: readonly string[] };

type Heading = { depth: number; text: string };

/** Sections in the order of the article; at least one, even when the body is empty. */
export function cutIntoSections(article: ArticleSource): TaggedSection[] {
  const lexer = new Lexer({ gfm: true });
  const blocks = lexer.blockTokens(withBoundedNesting(article.body));
  const readInline: InlineReader = (text) => lexer.inlineTokens(text);
  const anchors = new AnchorMaker();
  const sections: TaggedSection[] = [];
  const path: Heading[] = [];
  let anchor = "";
  let texts: string[] = [];
  const searched = {
    ...(article.summary ? { summary: plainInline(article.summary, readInline) } : {}),
    ...(article.tags && article.tags.length > 0 ? { tags: article.tags } : {}),
  };

  const close = (evenEmpty: boolean): void => {
    const text = texts.filter((block) => block !== "").join("\n\n");
    texts = [];
    if (text === "" && !evenEmpty) return;
    sections.push({
      article: article.id,
      version: article.version,
      section: anchor,
      title: article.title,
      heading: path.map((heading) => heading.text).join(" › "),
      text,
      ...searched,
    });
  };

  for (const block of blocks) {
    const heading = headingOf(block, readInline);
    if (heading === null) {
      texts.push(plainBlock(block, readInline));
    } else if (path.length > 0 || !repeatsTitle(heading, article.title)) {
      const deepest = path.at(-1);
      close(deepest !== undefined && heading.depth <= deepest.depth);
      while ((path.at(-1)?.depth ?? 0) >= heading.depth) path.pop();
      path.push(heading);
      anchor = anchors.make(heading.text);
    }
  }
  close(path.length > 0 || sections.length === 0);
  return sections;
}

function headingOf(block: Token, readInline: InlineReader): Heading | null {
  if (block.type !== "heading" || typeof block["depth"] !== "number" || typeof block["text"] !== "string") return null;
  const text = plainInline(block["text"], readInline);
  return text === "" ? null : { depth: block["depth"], text };
}

function repeatsTitle(heading: Heading, title: string): boolean {
  return heading.depth === 1 && heading.text.toLowerCase() === title.trim().toLowerCase();
}

/** Anchors as GitHub makes them: lower case, hyphens for spaces, "-1" for the second of a name. */
class AnchorMaker {
  private readonly taken = new Set<string>();
  private readonly next = new Map<string, number>();

  make(heading: string): string {
    const stem =
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
        .trim()
        .replaceAll(" ", "-") || "section";
    let count = this.next.get(stem) ?? 0;
    let anchor = count === 0 ? stem : `${stem}-${count}`;
    while (this.taken.has(anchor)) anchor = `${stem}-${++count}`;
    this.next.set(stem, count + 1);
    this.taken.add(anchor);
    return anchor;
  }
}
