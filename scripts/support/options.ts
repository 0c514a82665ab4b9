/** The command line of `npm run support`. What cannot be meant is refused with a sentence. */
import { commandLine, UsageError } from "../command-line.ts";

export const usage = `npm run support -- <what> [options]

  export            write what is in force on the desk into the files of support/: brand.yaml, hours.yaml, desk.yaml, macros.yaml, and taught examples
  import            set on the desk what the files say; the deployed files stay as they are
  diff              where the two differ; ends with 1 when they do

  --folder FOLDER   in the place of support/
  --url URL         of the desk (default http://localhost:8787)
  --token TOKEN     an admin's; otherwise OPERATOR_TOKEN of the environment, or of .dev.vars for a desk on this machine
  --help            this text

Comments, order and spelling of the files are kept where nothing changed.`;

export type SupportOptions = { what: "export" | "import" | "diff" | "help"; folder: string; url: URL; token: string | undefined };

const options = {
  folder: { type: "string", default: "support" },
  url: { type: "string", default: "http://localhost:8787" },
  token: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

export function supportOptions(args: readonly string[]): SupportOptions {
  const { values, positionals } = commandLine(args, options);
  const [what = "", ...rest] = positionals;
  const url = URL.canParse(values.url) ? new URL(values.url) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) throw new UsageError(`--url takes a web address, not "${values.url}"`);
  const common = { folder: values.folder, url, token: values.token };
  if (values.help) return { what: "help", ...common };
  if (rest.length > 0) throw new UsageError(`${what} takes nothing more`);
  if (what === "export" || what === "import" || what === "diff") return { what, ...common };
  throw new UsageError(what === "" ? "Say what to do." : `There is no "${what}".`);
}
