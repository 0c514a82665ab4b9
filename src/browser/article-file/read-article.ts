/**
 * One Markdown file with front matter, read as an article. Everything that is wrong with it is found at once, each thing with its line, so
 * that an author mends a file in one go.
 */
import { LineCounter, isMap, isScalar, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { ArticleDraftSchema, FrontMatterSchema, type ArticleDraft } from "#contracts/articles";
import { fail, ok, type Result } from "#domain/result";

/** `line`: from 1, in the file. */
export type Finding = { line: number; what: string };

export type ArticleFile = { draft: ArticleDraft; links: ArticleLink[] };

/** A link to another article: `[text](article:id)` or `[text](article:id#anchor)`. */
export type ArticleLink = { line: number; target: string };

export type UnreadableArticle = { reason: "unreadable"; findings: Finding[] };

/** Reads the bytes of a file. Line ends become "\n" and a byte order mark is dropped, so that an article has one version on every system. */
export function readArticle(bytes: Uint8Array): Result<ArticleFile, UnreadableArticle> {
  const text = decode(bytes);
  if (text === null) return unreadable([{ line: lineOfBrokenByte(bytes), what: "not UTF-8; save the file in that encoding" }]);
  const parts = split(text.replace(/\r\n?/g, "\n"));
  if (!parts.ok) return parts;
  const { yaml, body, bodyLine } = parts.value;
  const findings: Finding[] = [];
  const front = readFrontMatter(yaml, findings);
  if (body.trim() === "") findings.push({ line: bodyLine, what: "the article has no text below its front matter" });
  const draft = ArticleDraftSchema.safeParse({ ...front, body });
  if (findings.length > 0) return unreadable(findings);
  if (!draft.success)
    return unreadable(draft.error.issues.map((issue) => ({ line: bodyLine, what: `${issue.path.join(".")}: ${issue.message}` })));
  return ok({ draft: draft.data, links: linksIn(body, bodyLine) });
}

const unreadable = (findings: Finding[]) => fail({ reason: "unreadable" as const, findings });

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

/** Line of the first byte that does not decode; lines before it do. */
function lineOfBrokenByte(bytes: Uint8Array): number {
  const lines = new TextDecoder("latin1").decode(bytes).split("\n");
  let at = 0;
  for (const [n, line] of lines.entries()) {
    if (decode(bytes.subarray(at, at + line.length)) === null) return n + 1;
    at += line.length + 1;
  }
  return lines.length;
}

type Parts = { yaml: string; body: string; bodyLine: number };

function split(text: string): Result<Parts, UnreadableArticle> {
  const lines = text.split("\n");
  if (lines[0]?.trimEnd() !== "---") return unreadable([{ line: 1, what: 'no front matter: the first line must be "---"' }]);
  const end = lines.findIndex((line, n) => n > 0 && line.trimEnd() === "---");
  if (end === -1) return unreadable([{ line: 1, what: 'the front matter has no end: a line "---" is missing' }]);
  // The opening line stays as an empty one, so that lines of the YAML are lines of the file.
  return ok({ yaml: ["", ...lines.slice(1, end)].join("\n"), body: lines.slice(end + 1).join("\n"), bodyLine: end + 2 });
}

/** The front matter's values; what is wrong with them is added to `findings`. */
function readFrontMatter(yaml: string, findings: Finding[]): object {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, prettyErrors: false });
  for (const error of [...document.errors, ...document.warnings]) {
    findings.push({ line: counter.linePos(error.pos[0]).line, what: `the front matter is not YAML: ${firstLine(error.message)}` });
  }
  if (findings.length > 0) return {};
  const values = toValues(document);
  if (!isMap(document.contents) || typeof values !== "object" || values === null) {
    findings.push({ line: 1, what: 'the front matter must be "name: value" lines' });
    return {};
  }
  const checked = FrontMatterSchema.safeParse(values);
  if (checked.success) return checked.data;
  const lineOf = (key: string): number => lineOfKey(document, counter, key);
  findings.push(...checked.error.issues.flatMap((issue) => describe(issue, values, lineOf)));
  return {};
}

/** A document of too many aliases is refused by `toJS` with an error; it is as good as no front matter. */
function toValues(document: Document): unknown {
  try {
    return document.toJS();
  } catch {
    return null;
  }
}

function describe(issue: z.core.$ZodIssue, values: object, lineOf: (key: string) => number): Finding[] {
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(FrontMatterSchema.shape).join(", ");
    return issue.keys.map((key) => ({ line: lineOf(key), what: `"${key}" is no field of the front matter (there are: ${known})` }));
  }
  const [field = "", ...inner] = issue.path.map(String);
  if (!(field in values)) return [{ line: 1, what: `"${field}" is missing in the front matter` }];
  return [{ line: lineOf(field), what: `"${[field, ...inner].join(".")}": ${issue.message}` }];
}

function lineOfKey(document: Document, counter: LineCounter, key: string): number {
  const pairs = isMap(document.contents) ? document.contents.items : [];
  const found = pairs.map((pair) => pair.key).find((node) => isScalar(node) && String(node.value) === key);
  return isScalar(found) && found.range ? counter.linePos(found.range[0]).line : 1;
}

function linksIn(body: string, bodyLine: number): ArticleLink[] {
  return body
    .split("\n")
    .flatMap((line, n) =>
      [...line.matchAll(/(?:\]\(|\]:\s*|<)article:([^\s)>#]*)/g)].map(([, target = ""]) => ({ line: bodyLine + n, target })),
    );
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
