/** The command line of `npm run bench`. What cannot be meant is refused with a sentence. */
import { parseArgs } from "node:util";
import { z } from "zod";

export const usage = `npm run bench -- [what] [options]

  desk       acks, first deltas, completions, throughput, CPU (default)
  memory     what open conversations cost while nobody says anything
  load       1,000 sockets and 200 messages a second for minutes; then 10,000 sockets on which nobody says anything
  compare    this desk beside the hand-written server, in paired rounds
  models     what a turn adds to the time of the model that writes its answer, beside the hand-written server
  telemetry  what spans, log and figures cost, beside a desk without any of it
  profile    where the Worker's time goes
  all        all of it

  --conversations 1,50,500  messages under way at any time, a block for each
  --messages N              of each block (default 2000; a p99 needs as many)
  --rounds N                of a comparison (default 5)
  --minutes N               of the load, or of the duels about telemetry (default 5)
  --dead-collector          of telemetry: memory while the collector is dead
  --against FOLDER          compare with another checkout of this repository, too
  --models                  profile turns whose answers a model writes
  --json                    print one JSON object instead of tables
  --help                    this text`;

export class UsageError extends Error {}

const whats = ["desk", "memory", "load", "compare", "models", "profile", "telemetry"] as const;
export type What = (typeof whats)[number];

export type BenchOptions = {
  what: readonly What[];
  conversations: number[];
  messages: number;
  rounds: number;
  minutes: number;
  against: string | undefined;
  models: boolean;
  deadCollector: boolean;
  json: boolean;
  help: boolean;
};

const CountSchema = z.coerce.number().int().min(1);

/** Throws `UsageError`. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parse(args);
  const [what = "desk", ...rest] = positionals;
  const named = whats.filter((one) => one === what || what === "all");
  if (named.length === 0 || rest.length > 0) throw new UsageError(`There is no "${positionals.join(" ")}".`);
  return {
    what: named,
    conversations: values.conversations.split(",").map((text) => count("conversations", text)),
    messages: count("messages", values.messages),
    rounds: count("rounds", values.rounds),
    minutes: count("minutes", values.minutes),
    against: values.against,
    models: values.models,
    deadCollector: values["dead-collector"],
    json: values.json,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        conversations: { type: "string", default: "1,50,500" },
        messages: { type: "string", default: "2000" },
        rounds: { type: "string", default: "5" },
        minutes: { type: "string", default: "5" },
        against: { type: "string" },
        models: { type: "boolean", default: false },
        "dead-collector": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function count(option: string, text: string): number {
  const parsed = CountSchema.safeParse(text.trim());
  if (!parsed.success) throw new UsageError(`--${option} takes whole numbers from 1 on, not "${text}"`);
  return parsed.data;
}
