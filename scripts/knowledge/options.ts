/** The command line of `npm run knowledge`. What cannot be meant is refused with a sentence. */
import { commandLine, UsageError } from "../command-line.ts";

export const usage = `npm run knowledge -- <what> [options]

  import <folder>       bring a folder of articles into the desk; only what changed is sent
      --dry-run         show what would change, and change nothing
      --prune           also remove articles that are not in the folder
  vectors               how far the search by meaning is, and on with what is unfinished; only on a desk with an embedding model
  list                  the articles that the desk has
  search "<question>"   what the desk finds, and whether it would answer
      --limit N         most passages, 1 to 50 (default 5)
  remove <id> …         remove articles

  --url URL             of the desk (default http://localhost:8787)
  --token TOKEN         the operator's; otherwise OPERATOR_TOKEN of the environment, or of .dev.vars for a desk on this machine
  --help                this text`;

export type Wanted =
  | { what: "help" }
  | { what: "import"; folder: string; dryRun: boolean; prune: boolean }
  | { what: "vectors" }
  | { what: "list" }
  | { what: "search"; question: string; limit: number }
  | { what: "remove"; ids: string[] };

export type KnowledgeOptions = { wanted: Wanted; url: URL; token: string | undefined };

const options = {
  "dry-run": { type: "boolean", default: false },
  prune: { type: "boolean", default: false },
  limit: { type: "string", default: "5" },
  url: { type: "string", default: "http://localhost:8787" },
  token: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

export function knowledgeOptions(args: readonly string[]): KnowledgeOptions {
  const { values, positionals } = commandLine(args, options);
  const [what = "", ...rest] = positionals;
  const wanted: Wanted = values.help ? { what: "help" } : wantedOf(what, rest, values);
  return { wanted, url: urlOf(values.url), token: values.token };
}

function wantedOf(what: string, rest: readonly string[], values: { "dry-run": boolean; prune: boolean; limit: string }): Wanted {
  switch (what) {
    case "import":
      return { what, folder: only(rest, "import takes one folder"), dryRun: values["dry-run"], prune: values.prune };
    case "vectors":
    case "list":
      if (rest.length > 0) throw new UsageError(`${what} takes nothing more`);
      return { what };
    case "search":
      return { what, question: only(rest, "search takes one question, in quotation marks"), limit: limitOf(values.limit) };
    case "remove":
      if (rest.length === 0) throw new UsageError("remove takes the ids of articles");
      return { what, ids: [...new Set(rest)] };
    default:
      throw new UsageError(what === "" ? "Say what to do." : `There is no "${what}".`);
  }
}

function only(rest: readonly string[], otherwise: string): string {
  const [one] = rest;
  if (one === undefined || one.trim() === "" || rest.length > 1) throw new UsageError(otherwise);
  return one;
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) throw new UsageError(`--limit takes a number from 1 to 50, not "${text}"`);
  return limit;
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) throw new UsageError(`--url takes a web address, not "${text}"`);
  return url;
}
