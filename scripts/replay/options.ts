/** The command line of `npm run replay`. What cannot be meant is refused with a sentence. */
import { commandLine, UsageError } from "../command-line.ts";

export const usage = `npm run replay -- <what> [options]

  FILE                      an exported conversation, held again with today's code
  --all FOLDER              every export (.json) of a folder, as a table
  --conversation ID         exported from the desk now (needs an admin)
  --flagged                 flagged answers of the desk, written as golden conversations to --to

  What takes the place of the recording; without any of it the same decisions are expected:
  --router today            the router of today's support/intents
  --knowledge FOLDER        articles of a folder, searched anew
  --prompts FILE            a text in the place of support/policies.md
  --models NAME             a profile of support/models.yaml, really asked; "embedded": no model
      --models-url URL      base of an OpenAI-compatible server, with its key in MODELS_KEY
      --model NAME          one model's name for every place of that profile

  --expect-identical        exit with 1 when any turn was decided otherwise
  --save FILE               also write the export that was fetched
  --from URL                of the desk (default http://localhost:8787)
  --token TOKEN             the operator's; otherwise OPERATOR_TOKEN of the environment, or of .dev.vars for a desk on this machine
  --to FILE                 where flagged answers go (default support/golden/flagged.yaml)
  --help                    this text`;

export type What =
  | { kind: "help" }
  | { kind: "file"; file: string }
  | { kind: "all"; folder: string }
  | { kind: "conversation"; id: string; save: string | undefined }
  | { kind: "flagged"; to: string };

export type ReplayCommand = {
  what: What;
  router: "recorded" | "today";
  knowledge: string | undefined;
  prompts: string | undefined;
  models: { profile: string; url: string | undefined; name: string | undefined } | undefined;
  expectIdentical: boolean;
  from: URL;
  token: string | undefined;
};

const options = {
  all: { type: "string" },
  conversation: { type: "string" },
  flagged: { type: "boolean", default: false },
  router: { type: "string" },
  knowledge: { type: "string" },
  prompts: { type: "string" },
  models: { type: "string" },
  "models-url": { type: "string" },
  model: { type: "string" },
  "expect-identical": { type: "boolean", default: false },
  save: { type: "string" },
  from: { type: "string", default: "http://localhost:8787" },
  token: { type: "string" },
  to: { type: "string", default: "support/golden/flagged.yaml" },
  help: { type: "boolean", default: false },
} as const;

/** Throws `UsageError`. */
export function replayOptions(args: readonly string[]): ReplayCommand {
  const { values, positionals } = commandLine(args, options);
  const { router = "recorded", knowledge, prompts, token, models } = values;
  if (router !== "recorded" && router !== "today") throw new UsageError(`--router takes "today" or "recorded", not "${router}"`);
  return {
    what: values.help ? { kind: "help" } : whatOf(positionals, values),
    router,
    knowledge,
    prompts,
    models: models === undefined ? undefined : { profile: models, url: values["models-url"], name: values.model },
    expectIdentical: values["expect-identical"],
    from: urlOf(values.from),
    token,
  };
}

type Values = ReturnType<typeof commandLine<typeof options>>["values"];

function whatOf(files: readonly string[], { all, conversation, flagged, save, to }: Values): What {
  const asked = [files.length > 0, all !== undefined, conversation !== undefined, flagged].filter(Boolean).length;
  if (asked !== 1) throw new UsageError("Name one thing: an export's file, --all FOLDER, --conversation ID or --flagged.");
  const [file] = files;
  if (files.length > 1) throw new UsageError("One file at a time; --all FOLDER takes many.");
  if (file !== undefined) return { kind: "file", file };
  if (all !== undefined) return { kind: "all", folder: all };
  return conversation === undefined ? { kind: "flagged", to } : { kind: "conversation", id: conversation, save };
}

function urlOf(text: string): URL {
  if (!URL.canParse(text)) throw new UsageError(`--from takes a desk's address such as http://localhost:8787, not "${text}"`);
  return new URL(text);
}
