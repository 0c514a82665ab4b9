/** The options of `npm start`. What cannot be meant is refused with a sentence. */
import { parseArgs } from "node:util";

export type StartOptions = { port: number; fresh: boolean; state: string; allow: string[]; help: boolean };

export const usage = `npm start [-- options]

  --port N       listen on http://localhost:N (default 8787)
  --fresh        begin with an empty desk: every conversation, ticket and article of this folder is deleted first
  --state DIR    keep the desk's data in DIR (default .wrangler/state)
  --allow ORIGIN let pages of ORIGIN embed the widget, such as http://localhost:3000; may be repeated
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
      help: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port takes a number from 1 to 65535, not "${values.port}".`);
  const { fresh, state, allow, help } = values;
  return { port, fresh, state, allow, help };
}
