/**
 * `npm run deploy`: from a clone to a running desk in an account, and from a running desk to a newer one. Creates what is missing, changes nothing that is there, and may be
 * repeated at any time; docs/deploy.md has the rest. `-- --dry-run` shows the plan and builds the Worker as it would be sent, without network; `-- --staging` deploys a second
 * desk beside production.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { build } from "./build.ts";
import { deploy, describePlan } from "./deploy/plan.ts";
import { DeployError, type DeployedDesk } from "./deploy/step.ts";
import { idForDryRuns, readTarget, type Target, writeConfiguration } from "./deploy/target.ts";
import { DeskApi, DeskError } from "./knowledge/desk-api.ts";
import { importKnowledge } from "./knowledge/import.ts";
import { followVectors } from "./knowledge/vectors.ts";
import { inRepository, repository } from "./repository.ts";
import { wrangler } from "./wrangler.ts";

const folder = inRepository(".edgedesk");
const run = (args: readonly string[], options: { env?: Record<string, string>; live?: boolean } = {}) =>
  wrangler([...args], { cwd: repository, ...options });

const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false }, staging: { type: "boolean", default: false } } });
process.exitCode = await main(values).catch((error: unknown) => {
  if (!(error instanceof DeployError || error instanceof DeskError)) throw error;
  console.error(error.message);
  return 1;
});

async function main({ "dry-run": dryRun, staging }: typeof values): Promise<number> {
  for (const line of await build()) console.log(line);
  const target = readTarget(repository, { staging });
  if (dryRun) return show(target);
  await deploy({
    target,
    wrangler: run,
    desk,
    say: (line) => console.log(line),
    environment: process.env,
    secret: () => randomBytes(32).toString("base64url"),
    folder,
    found: { databaseId: null, secretsFile: null, operatorToken: null, url: null },
  });
  return 0;
}

/** The plan, and the Worker as it would be sent. */
async function show(target: Target): Promise<number> {
  for (const line of describePlan(target)) console.log(line);
  const configuration = writeConfiguration({ ...target, name: `${target.name}.dry-run` }, target.databaseId ?? idForDryRuns, folder);
  return (await run(["deploy", "--dry-run", "--config", configuration], { live: true })).code;
}

const awakeAfterMs = 3_000;
const asksAtMost = 60;

const desk: DeployedDesk = {
  answers: async (url) => {
    for (let asked = 0; asked < asksAtMost; asked += 1) {
      const response = await fetch(`${url}/healthz`).catch(() => undefined);
      if (response?.ok === true) return true;
      await sleep(awakeAfterMs);
    }
    return false;
  },
  importKnowledge: async (url, token) => {
    const { added, changed, unchanged } = await importKnowledge({
      folder: inRepository("support", "knowledge"),
      url,
      token,
      onWarning: (line) => console.log(line),
    });
    await followVectors(new DeskApi({ url, token }), { say: (line) => console.log(`  ${line}`) });
    return `articles: ${added} added, ${changed} changed, ${unchanged} as they were`;
  },
};
