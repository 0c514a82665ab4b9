/** The command line of `npm run faults`. What cannot be meant is refused with a sentence. */
import { z } from "zod";
import { commandLine, UsageError } from "../scripts/command-line.ts";
import { type PhaseName, phaseNames } from "./campaign.ts";

export const usage = `npm run faults -- [options]

Kills and disturbs the real Worker under load, and holds what clients saw against what is stored.

  --short          what npm test runs, in about two minutes
  --only a,b       phases: ${phaseNames.join(", ")}
  --minutes N      at most so long for each phase of traffic (default 25)
  --seed N         of everything that is thrown (default 1)
  --help           this text`;

const ValuesSchema = z.object({
  short: z.boolean().default(false),
  only: z
    .string()
    .default(phaseNames.join(","))
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(phaseNames, `--only takes phases: ${phaseNames.join(", ")}`))),
  minutes: z.coerce
    .number("--minutes takes a number")
    .min(0.1, "--minutes takes a number from 0.1 on")
    .max(240, "--minutes: at most 240")
    .default(25),
  seed: z.coerce.number("--seed takes a number").int("--seed takes a whole number").default(1),
  help: z.boolean().default(false),
});
export type FaultsOptions = { short: boolean; only: PhaseName[]; minutes: number; seed: number; help: boolean };

const options = {
  short: { type: "boolean" },
  only: { type: "string" },
  minutes: { type: "string" },
  seed: { type: "string" },
  help: { type: "boolean" },
} as const;

/** Throws `UsageError`. */
export function faultsOptions(args: readonly string[]): FaultsOptions {
  const { values, positionals } = commandLine(args, options);
  if (positionals.length > 0) throw new UsageError(`There is no "${positionals.join(" ")}"; phases are named by --only.`);
  const parsed = ValuesSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ message }) => message).join("\n"));
}
