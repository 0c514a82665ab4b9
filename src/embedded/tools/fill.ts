/**
 * Which tool does a message ask for, and with what? Without a model: a tool is asked for by words, and each of its inputs must stand in the message as its own schema describes it, or be what
 * a tool told before in this conversation. Everything is prepared once; a message that has none of the words costs a look into a few sets.
 */
import type { InputSpec, Tool, ToolInput } from "#domain/tools";
import { stemOf } from "../retrieval/stem.ts";
import { wordsOf } from "../retrieval/words.ts";

/** `stated`: an input stands in the message itself. */
export type Asked = { tool: Tool; input: ToolInput; stated: boolean };

type Prepared = { tool: Tool; all: readonly ReadonlySet<string>[]; unless: ReadonlySet<string>; inputs: readonly PreparedInput[] };
type PreparedInput = { name: string; spec: InputSpec; optional: boolean; recalled: boolean; find: RegExp | null };

export type Asking = (text: string, told: () => readonly unknown[]) => Asked | null;

/** What a tool told earlier is looked through so deep. */
const deepest = 5;

/** @returns a function of the message and of what tools told before, newest first; it is asked for only when a tool could use it. */
export function preparedAsking(tools: readonly Tool[]): Asking {
  const prepared = tools.flatMap(prepare);
  return (text, told) => {
    if (prepared.length === 0) return null;
    const words = new Set(wordsOf(text).map(stemOf));
    for (const one of prepared) {
      if (!one.all.every((group) => intersects(group, words)) || intersects(one.unless, words)) continue;
      const asked = filled(one, text, told);
      if (asked) return asked;
    }
    return null;
  };
}

function prepare(tool: Tool): Prepared[] {
  if (!tool.asks) return [];
  const stems = (words: readonly string[]): Set<string> => new Set(words.flatMap(wordsOf).map(stemOf));
  const inputs = Object.entries(tool.input).map(([name, spec]) => ({
    name,
    spec,
    optional: tool.optional.includes(name),
    recalled: tool.recall.includes(name),
    find: finderOf(spec),
  }));
  return [{ tool, all: tool.asks.all.map(stems), unless: stems(tool.asks.unless ?? []), inputs }];
}

/** The pattern of the schema anywhere in a text, but not in the middle of a word or number. */
function finderOf(spec: InputSpec): RegExp | null {
  const source = spec.enum
    ? spec.enum.map((value) => String(value).replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("|")
    : spec.pattern?.replace(/^\^/, "").replace(/\$$/, "");
  return source === undefined ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, "giu");
}

function filled({ tool, inputs }: Prepared, text: string, told: () => readonly unknown[]): Asked | null {
  const input: Record<string, string | number | boolean> = {};
  let stated = false;
  for (const { name, spec, optional, recalled, find } of inputs) {
    const found = find ? distinct(text.match(find) ?? [], spec) : [];
    // Two that differ: which one is meant is a question, not a guess.
    if (found.length > 1) return null;
    const value = found[0] ?? (recalled ? recall(name, told()) : undefined) ?? spec.default;
    if (found.length === 1) stated = true;
    if (value !== undefined) input[name] = value;
    else if (!optional) return null;
  }
  return { tool, input, stated };
}

/** As the schema writes it: upper and lower case of an enumeration, or of a pattern that knows only one. */
function distinct(matches: readonly string[], spec: InputSpec): (string | number | boolean)[] {
  return [...new Set(matches.flatMap((match) => asWritten(match, spec) ?? []))];
}

function asWritten(match: string, { type, enum: allowed, pattern }: InputSpec): string | number | boolean | undefined {
  if (allowed) return allowed.find((value) => String(value).toLowerCase() === match.toLowerCase());
  const fits = (text: string): boolean => pattern === undefined || new RegExp(`^(?:${pattern})$`, "u").test(text);
  const written = [match, match.toUpperCase(), match.toLowerCase()].find(fits);
  if (written === undefined) return undefined;
  return type === "integer" || type === "number" ? Number(written) : type === "boolean" ? written === "true" : written;
}

/** The one value under this name in the newest result that holds such a value. */
function recall(name: string, told: readonly unknown[]): string | number | boolean | undefined {
  for (const result of told) {
    const values = new Set(valuesNamed(name, result, 0));
    if (values.size > 0) return values.size === 1 ? [...values][0] : undefined;
  }
  return undefined;
}

function valuesNamed(name: string, value: unknown, depth: number): (string | number | boolean)[] {
  if (typeof value !== "object" || value === null || depth > deepest) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const isScalar = typeof inner === "string" || typeof inner === "number" || typeof inner === "boolean";
    return key === name && isScalar ? [inner] : valuesNamed(name, inner, depth + 1);
  });
}

function intersects(group: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  for (const word of group) if (words.has(word)) return true;
  return false;
}
