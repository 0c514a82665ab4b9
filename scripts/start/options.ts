/** The options of `npm start`. What cannot be meant is refused with a sentence. */
import { parseArgs } from "node:util";

export type StartOptions = { port: number; fresh: boolean; state: string; allow: string[]; vars: Record<string, string>; help: boolean };

export const usage = `npm start [-- options]

  --port N       listen on http://localhost:N (default 8787)
  --fresh        begin with an empty desk: every conversation, ticket and article of this folder is deleted first
  --state DIR    keep the desk's data in DIR (default .wrangler/state)
  --allow ORIGIN let pages of ORIGIN embed the widget, such as http://localhost:3000; may be repeated
  --models NAME  answer with models: a profile of support/models.yaml, such as openai-compatible (default embedded: none)
  --url URL      base of the OpenAI-compatible server, such as http://localhost:11434/v1; its key, if it wants one, is MODELS_KEY in .dev.vars
  --model NAME   that server's name of the model, in place of those of the profile
  --embedding NAME  that server's name of an embedding model: articles are found by meaning, too; their vectors stay in this desk's database
  --var NAME=VALUE  a variable of wrangler.toml, such as ACCESS_TEAM_DOMAIN=shop.cloudflareaccess.com; may be repeated
  --help         this text`;

/** Throws an Error with a sentence for the person. */
export function startOptions(args: string[]): StartOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "8787" },
      fresh: { type: "boolean", default: false },
      state: { type: "string", default: ".wrangler/state" },
      allow: { type: "string", multiple: true, default: [] },
      models: { type: "string" },
      url: { type: "string" },
      model: { type: "string" },
      embedding: { type: "string" },
      var: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port takes a number from 1 to 65535, not "${values.port}".`);
  const { fresh, state, allow, help } = values;
  return { port, fresh, state, allow, vars: { ...modelVars(values), ...namedVars(values.var) }, help };
}

function namedVars(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((one) => {
      const parts = /^([A-Z][A-Z0-9_]*)=(.*)$/s.exec(one);
      if (!parts) throw new Error(`--var takes NAME=VALUE, not "${one}".`);
      return [parts[1] ?? "", parts[2] ?? ""];
    }),
  );
}

/** What the Worker itself would refuse only when it runs is refused here, before anything is started. */
function modelVars(given: Partial<Record<"models" | "url" | "model" | "embedding", string | undefined>>): Record<string, string> {
  const { models = "embedded", url, model, embedding } = given;
  if (models === "embedded") {
    if (url === undefined && model === undefined && embedding === undefined) return {};
    throw new Error("--url, --model and --embedding go with --models openai-compatible.");
  }
  if (models === "workers-ai")
    throw new Error(
      "--models workers-ai needs a Cloudflare account and runs where it is deployed. Here, use --models openai-compatible --url URL.",
    );
  if (url === undefined) throw new Error(`--models ${models} needs --url: the base of the server, such as http://localhost:11434/v1`);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Error(`--url takes an address such as http://localhost:11434/v1, not "${url}".`);
  return {
    MODELS: models,
    MODELS_URL: url,
    ...(model === undefined ? {} : { MODELS_NAME: model }),
    ...(embedding === undefined ? {} : { MODELS_EMBEDDING: embedding }),
  };
}
