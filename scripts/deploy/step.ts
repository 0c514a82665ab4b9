/**
 * A deployment is a list of steps, each of which looks at the account first and does only what is missing there: a deployment that broke off is finished by deploying
 * again, and one that was complete changes nothing but the code. A step that cannot go on throws a `DeployError` with a sentence for the person.
 */
import type { CommandOptions, Finished } from "../command.ts";
import type { Target } from "./target.ts";

/** A sentence for the person; everything else that is thrown is a defect. */
export class DeployError extends Error {}

/** Runs wrangler with these arguments. `live`: the person sees what it says. */
export type Wrangler = (args: readonly string[], options?: Pick<CommandOptions, "env" | "live">) => Promise<Finished>;

/** The desk itself, once it is deployed. */
export type DeployedDesk = {
  /** Resolves when it answers, or to false when it does not in a few minutes. */
  answers: (url: string) => Promise<boolean>;
  /** Brings the articles in; gives a line about it. */
  importKnowledge: (url: string, token: string) => Promise<string>;
};

/** What the steps share: what they work with, and what they found out for those that follow. */
export type Deployment = {
  target: Target;
  wrangler: Wrangler;
  desk: DeployedDesk;
  say: (line: string) => void;
  /** This process's; secrets that cannot be made up are taken from it. */
  environment: Readonly<Record<string, string | undefined>>;
  /** Makes a secret. */
  secret: () => string;
  /** Folder for the generated configuration and the secrets that were made; never committed. */
  folder: string;
  found: { databaseId: string | null; secretsFile: string | null; operatorToken: string | null; url: string | null };
};

export type Step = {
  name: string;
  /** What for, and what it would run; shown by `--dry-run`. */
  plan: (target: Target) => string[];
  run: (deployment: Deployment) => Promise<void>;
};

/** What wrangler said, when it went well. */
export async function demand(wrangler: Wrangler, args: readonly string[], options: Parameters<Wrangler>[1] = {}): Promise<Finished> {
  const finished = await wrangler(args, options);
  if (finished.code === 0) return finished;
  throw new DeployError(`wrangler ${args.slice(0, 3).join(" ")} failed:\n${finished.output.trim()}`);
}
