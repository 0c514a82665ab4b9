/**
 * The steps that bring the desk up: secrets, migrations, the Worker, its articles. Migrations run before the code that needs them, so each must leave the code that is deployed
 * working. A secret that the Worker has is never touched: a new signing key would end every visitor's session.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parsed } from "./account-steps.ts";
import { DeployError, demand, type Deployment, type Step } from "./step.ts";
import { configurationPath } from "./target.ts";

const SecretNamesSchema = z.array(z.object({ name: z.string() }));
const SecretsSchema = z.record(z.string(), z.string());
const DeployedSchema = z.object({ type: z.literal("deploy"), targets: z.array(z.string()).default([]) });

/** Made here when they are missing. Every other one that is required must be given. */
const made = ["SIGNING_KEY", "OPERATOR_TOKEN"];
/** Taken from the environment of this command when they are there. */
const optional = ["MODELS_KEY", "OTLP_HEADERS", "METRICS_TOKEN", "PAGERDUTY_ROUTING_KEY", "ALERT_WEBHOOK_SECRET"];

export const secrets: Step = {
  name: "secrets",
  plan: ({ requiredSecrets }) => [
    `the Worker has ${requiredSecrets.join(" and ")}: wrangler secret list --format json`,
    `otherwise: ${made.join(" and ")} are made, others are taken from the environment, and all are sent with the Worker`,
  ],
  run: async (deployment) => {
    const { target, environment, secret, folder, found, say } = deployment;
    const there = await secretsThere(deployment);
    const path = join(folder, `${target.name}.secrets.json`);
    const kept: Record<string, string> = existsSync(path) ? SecretsSchema.parse(JSON.parse(readFileSync(path, "utf8"))) : {};
    const given = (name: string): string | undefined => environment[name] || undefined;
    const sent = new Map<string, string>();
    for (const name of target.requiredSecrets.filter((one) => !there.has(one))) {
      const value = given(name) ?? kept[name] ?? (made.includes(name) ? secret() : undefined);
      if (value === undefined) throw new DeployError(`The secret ${name} is missing. Give it once: ${name}=… npm run deploy`);
      sent.set(name, value);
      say(`${name} is new`);
    }
    for (const name of optional) if (given(name) !== undefined) sent.set(name, given(name) ?? "");
    found.operatorToken = sent.get("OPERATOR_TOKEN") ?? given("OPERATOR_TOKEN") ?? kept["OPERATOR_TOKEN"] ?? null;
    if (sent.size === 0) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, `${JSON.stringify({ ...kept, ...Object.fromEntries(sent) }, null, 2)}\n`, { mode: 0o600 });
    found.secretsFile = join(folder, `${target.name}.sending.json`);
    writeFileSync(found.secretsFile, JSON.stringify(Object.fromEntries(sent)), { mode: 0o600 });
  },
};

/** Anything but a clear answer stops here: secrets that could not be seen are not missing. */
async function secretsThere({ target, wrangler, folder }: Deployment): Promise<Set<string>> {
  const { code, stdout, output } = await wrangler(["secret", "list", "--format", "json", "--config", configurationPath(target, folder)]);
  if (code === 0) return new Set(parsed(SecretNamesSchema, stdout, "secret list").map(({ name }) => name));
  if (output.includes(`Worker "${target.worker}"`) && output.includes("not found")) return new Set();
  throw new DeployError(`wrangler secret list failed:\n${output.trim()}`);
}

export const migrations: Step = {
  name: "migrations",
  plan: () => ["the database has every file of migrations/: wrangler d1 migrations apply DB --remote"],
  run: async ({ target, wrangler, folder }) => {
    await demand(wrangler, ["d1", "migrations", "apply", "DB", "--remote", "--config", configurationPath(target, folder)], { live: true });
  },
};

export const worker: Step = {
  name: "worker",
  plan: ({ worker: name }) => [`wrangler deploy, as "${name}"`],
  run: async ({ target, wrangler, folder, found }) => {
    const told = join(folder, `${target.name}.deployed.ndjson`);
    rmSync(told, { force: true });
    const withSecrets = found.secretsFile === null ? [] : ["--secrets-file", found.secretsFile];
    try {
      await demand(wrangler, ["deploy", "--config", configurationPath(target, folder), ...withSecrets], {
        live: true,
        env: { WRANGLER_OUTPUT_FILE_PATH: told },
      });
    } finally {
      if (found.secretsFile !== null) rmSync(found.secretsFile, { force: true });
    }
    found.url = existsSync(told) ? urlIn(readFileSync(told, "utf8")) : null;
  },
};

/** Where the desk answers: its own domain before that of workers.dev. Routes with a wildcard are no address. */
function urlIn(told: string): string | null {
  const lines = told.split("\n").filter((line) => line.trim() !== "");
  const targets = lines.flatMap((line) => {
    const entry: unknown = JSON.parse(line);
    const deployed = DeployedSchema.safeParse(entry);
    return deployed.success ? deployed.data.targets : [];
  });
  const urls = targets
    .map((target) => target.replace(/ \(.*\)$/, ""))
    .map((target) => (target.startsWith("https://") ? target : `https://${target}`))
    .filter((target) => !target.includes("*") && URL.canParse(target))
    .map((target) => new URL(target).origin);
  return urls.find((url) => !url.endsWith(".workers.dev")) ?? urls[0] ?? null;
}

export const knowledge: Step = {
  name: "knowledge",
  plan: () => ["the desk answers, and has the articles of support/knowledge"],
  run: async ({ desk, found, say }) => {
    const { url, operatorToken } = found;
    if (url === null)
      return say(
        "No address of the desk is known, so the articles were not imported: npm run knowledge -- import support/knowledge --url …",
      );
    if (operatorToken === null)
      return say(
        `The articles were not imported: OPERATOR_TOKEN was set from another machine. OPERATOR_TOKEN=… npm run knowledge -- import support/knowledge --url ${url}`,
      );
    if (!(await desk.answers(url)))
      throw new DeployError(
        `The Worker is deployed, and ${url}/healthz does not say that all is well. A new address takes a few minutes: deploy again then, or look at wrangler tail.`,
      );
    say(await desk.importKnowledge(url, operatorToken));
  },
};
