/** The command line of `npm run bench`. What cannot be meant is refused with a sentence. */
import { availableParallelism } from "node:os";
import { z } from "zod";
import { commandLine, UsageError } from "../scripts/command-line.ts";

export const usage = `npm run bench -- [what] [options]

  desk       acks, first deltas, completions, throughput, CPU (default)
  memory     what open conversations cost while nobody says anything
  load       1,000 sockets and 200 messages a second for minutes, lower rates when that is too much; then 10,000 sockets on which nobody says anything
  compare    this desk beside the hand-written server, in paired rounds
  models     what a turn adds to the time of the model that writes its answer, beside the hand-written server
  telemetry  what spans, log and figures cost, beside a desk without any of it
  page       how soon the desk shows its list, and a host page launcher and chat, in Chromium on a cold cache
  profile    where the Worker's time goes
  all        all of it

  --conversations 1,50,500  messages under way at any time, a block for each
  --messages N              of each block (default 2000, as many as a p99 needs; of models 48, for the sake of time)
  --rounds N                of a comparison (default 5, of models 3)
  --minutes N               of the load, or of the duels about telemetry (default 5; 0.5 is half a minute). These start both desks anew every two minutes or so
  --sockets N --rate N      of the load: open sockets, and messages a second over them (default 1000 and 200)
  --rate N                  of models: messages a second over all conversations, where there is more than one (default 4)
  --processes N             of the server, each with a storage and a database of its own, over which the load's sockets and rate are spread (default one a core)
  --idle N                  sockets of the load on which nobody says anything (default 10000)
  --only traffic|idle       one half of the load
  --dead-collector          of telemetry: memory while the collector is dead
  --visits N                to each page (default 20)
  --against FOLDER          compare with another checkout of this repository, too
  --models                  profile turns whose answers a model writes
  --json                    print one JSON object instead of tables
  --help                    this text`;

const whats = ["desk", "memory", "load", "compare", "models", "profile", "telemetry", "page"] as const;
export type What = (typeof whats)[number];

export type BenchOptions = {
  what: readonly What[];
  conversations: number[];
  messages: number;
  rounds: number;
  minutes: number;
  sockets: number;
  rate: number;
  processes: number;
  idle: number;
  visits: number;
  only: "traffic" | "idle" | undefined;
  against: string | undefined;
  models: boolean;
  /** Of the measurement of that name, which takes longer for each message. */
  ofModels: { messages: number; rounds: number; perSecond: number };
  deadCollector: boolean;
  json: boolean;
  help: boolean;
};

const CountSchema = z.coerce.number().int().min(1);
const MinutesSchema = z.coerce.number().min(0.1).max(600);
const OnlySchema = z.enum(["traffic", "idle"]).optional();

const options = {
  conversations: { type: "string", default: "1,50,500" },
  messages: { type: "string" },
  rounds: { type: "string" },
  minutes: { type: "string", default: "5" },
  sockets: { type: "string", default: "1000" },
  rate: { type: "string" },
  processes: { type: "string" },
  idle: { type: "string", default: "10000" },
  visits: { type: "string", default: "20" },
  only: { type: "string" },
  against: { type: "string" },
  models: { type: "boolean", default: false },
  "dead-collector": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** Throws `UsageError`. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = commandLine(args, options);
  const [what = "desk", ...rest] = positionals;
  const named = whats.filter((one) => one === what || what === "all");
  if (named.length === 0 || rest.length > 0) throw new UsageError(`There is no "${positionals.join(" ")}".`);
  return {
    what: named,
    conversations: values.conversations.split(",").map((text) => count("conversations", text)),
    messages: count("messages", values.messages ?? "2000"),
    rounds: count("rounds", values.rounds ?? "5"),
    minutes: parsed(MinutesSchema, values.minutes, "--minutes takes a number from 0.1 on"),
    sockets: count("sockets", values.sockets),
    rate: count("rate", values.rate ?? "200"),
    processes: processesOf(values.processes, count("sockets", values.sockets)),
    ofModels: {
      messages: count("messages", values.messages ?? "48"),
      rounds: count("rounds", values.rounds ?? "3"),
      perSecond: count("rate", values.rate ?? "4"),
    },
    idle: count("idle", values.idle),
    visits: count("visits", values.visits),
    only: parsed(OnlySchema, values.only, "--only takes traffic or idle"),
    against: values.against,
    models: values.models,
    deadCollector: values["dead-collector"],
    json: values.json,
    help: values.help,
  };
}

function processesOf(text: string | undefined, sockets: number): number {
  const processes = text === undefined ? Math.min(availableParallelism(), sockets) : count("processes", text);
  if (processes > sockets) throw new UsageError(`--processes takes at most one for each of the ${sockets} sockets`);
  return processes;
}

const count = (option: string, text: string): number =>
  parsed(CountSchema, text.trim(), `--${option} takes whole numbers from 1 on, not "${text}"`);

function parsed<T>(schema: z.ZodType<T>, value: unknown, otherwise: string): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new UsageError(otherwise);
  return result.data;
}
