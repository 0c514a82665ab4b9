/**
 * Golden conversations as their files hold them: a list of conversations, each with a name and the turns of a customer, and what should come back.
 * Whatever is wrong in a file is said with the file and the line.
 */
import { globSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";
import { AnswerKindSchema } from "#contracts/events";
import { ConversationStateSchema } from "#domain/ownership";
import { InputError } from "../evaluation.ts";

/** One value, or a list of them. */
const oneOrMore = <T extends z.ZodType<string>>(schema: T) =>
  z.preprocess((given): unknown => (Array.isArray(given) ? given : [given]), z.array(schema).min(1));
const WordsSchema = oneOrMore(z.string().min(1));

export const KindSchema = z.enum([...AnswerKindSchema.options, "handoff"]);

export const ExpectationSchema = z.strictObject({
  kind: oneOrMore(KindSchema).optional().describe("one of these comes back"),
  article: WordsSchema.optional().describe("one of these is cited first"),
  cites_section: WordsSchema.optional().describe("sections with one of these anchors are among those cited"),
  intent: WordsSchema.optional().describe("the router's intent is one of these"),
  contains: WordsSchema.optional().describe("all of these are in the text, in upper or lower case"),
  not_contains: WordsSchema.optional().describe("none of these is in the text"),
  ticket: z.boolean().optional().describe("true: a ticket with a number is opened; false: none is open"),
  state: ConversationStateSchema.optional().describe("of the conversation, afterwards"),
  max_ms: z.number().positive().optional().describe("from sending to the end of the turn"),
});
export type Expectation = z.infer<typeof ExpectationSchema>;

const expect = ExpectationSchema.optional();
const TurnSchema = z.union(
  [
    z.strictObject({ say: z.string().min(1), expect }),
    z.strictObject({ press: z.literal("handoff"), expect }),
    z.strictObject({ feedback: z.enum(["up", "down"]) }),
  ],
  { error: 'expected "say: …", "press: handoff" or "feedback: up|down", with "expect" beside the first two' },
);
export type GoldenTurn = z.infer<typeof TurnSchema>;

const ConversationSchema = z.strictObject({
  name: z.string().min(1),
  customer: z.string().optional().describe("a sample customer of the demo shop who is signed in; absent: nobody is"),
  turns: z.array(TurnSchema).min(1),
});
export type GoldenConversation = z.infer<typeof ConversationSchema> & { file: string; line: number };

/**
 * Every conversation of a YAML file, or of all YAML files of a folder, by file name.
 * @param articles ids that may be expected. @throws InputError that names file and line.
 */
export function readConversations(path: string, articles: ReadonlySet<string>): GoldenConversation[] {
  const found = filesOf(path).flatMap((file) => conversationsOf(file, articles));
  const named = new Map<string, GoldenConversation>();
  for (const one of found) {
    const other = named.get(one.name);
    if (other)
      throw new InputError(
        `${one.file}:${one.line}: a second conversation is called "${one.name}"; the first is ${other.file}:${other.line}`,
      );
    named.set(one.name, one);
  }
  return found;
}

function filesOf(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new InputError(`${path}: there is no such file or folder`);
  if (!found.isDirectory()) return [path];
  const files = globSync("**/*.{yaml,yml}", { cwd: path }).toSorted();
  if (files.length === 0) throw new InputError(`${path}: there is no golden conversation in this folder (a file whose name ends in .yaml)`);
  return files.map((file) => join(path, file));
}

function conversationsOf(path: string, articles: ReadonlySet<string>): GoldenConversation[] {
  const below = relative(process.cwd(), path);
  const file = below.startsWith("..") ? path : below;
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const [broken] = document.errors;
  if (broken) throw new InputError(`${file}:${lineAt(broken.pos[0])}: not YAML (${broken.message})`);
  const content: unknown = document.toJS();
  if (content === null || content === undefined) throw new InputError(`${file}: the file holds no conversation`);
  const parsed = z.array(ConversationSchema, "expected a list of conversations, each with name and turns").min(1).safeParse(content);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap(deepest).map(({ path: at, message }) => {
      const where = at.length === 0 ? "" : `${at.join(".")}: `;
      return `${file}:${lineAt(offsetOf(document, at))}: ${where}${message}`;
    });
    throw new InputError(problems.join("\n"));
  }
  return parsed.data.map((conversation, n) => {
    conversation.turns.forEach((turn, t) => {
      const unknown = ("expect" in turn ? (turn.expect?.article ?? []) : []).find((id) => !articles.has(id));
      if (unknown === undefined) return;
      const line = lineAt(offsetOf(document, [n, "turns", t, "expect", "article"]));
      throw new InputError(`${file}:${line}: an answer from "${unknown}" is expected, and there is no such article`);
    });
    return { ...conversation, file, line: lineAt(offsetOf(document, [n])) };
  });
}

type Problem = { path: readonly PropertyKey[]; message: string };

/** Of a union that nothing fitted, the problems of the member that came closest: the one whose first problem lies deepest. */
function deepest(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code !== "invalid_union") return [issue];
  const members = issue.errors
    .map((problems) => problems.flatMap(deepest))
    .filter((problems) => problems.some(({ path }) => path.length > 1));
  const [closest] = members.toSorted((a, b) => depth(b) - depth(a));
  return closest ? closest.map(({ path, message }) => ({ path: [...issue.path, ...path], message })) : [issue];
}

const depth = (problems: readonly Problem[]): number => Math.max(...problems.map(({ path }) => path.length));

/** Where a value stands; for one that is missing, where its parent does. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
