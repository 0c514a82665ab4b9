/** The deployment from beginning to end: the steps in their order, what `--dry-run` shows of them, and what a person reads in the end. */
import { database, login, queues, vectors } from "./account-steps.ts";
import type { Deployment, Step } from "./step.ts";
import type { Target } from "./target.ts";
import { knowledge, migrations, secrets, worker } from "./worker-steps.ts";

/** Each relies on those before it. */
export const steps: readonly Step[] = [login, database, queues, vectors, secrets, migrations, worker, knowledge];

/** Throws a `DeployError` at the first step that cannot go on. */
export async function deploy(deployment: Deployment): Promise<void> {
  for (const { name, run } of steps) {
    deployment.say(`${name} …`);
    await run({ ...deployment, say: (line) => deployment.say(`  ${line}`) });
  }
  for (const line of farewell(deployment)) deployment.say(line);
}

export const describePlan = (target: Target): string[] =>
  steps.flatMap(({ name, plan }, index) => [`${index + 1}. ${name}`, ...plan(target).map((line) => `   ${line}`)]);

function farewell({ found: { url, operatorToken }, target, folder }: Deployment): string[] {
  if (url === null) return ["", `Deployed "${target.worker}". wrangler named no address: see workers_dev and routes in docs/deploy.md.`];
  const desk = operatorToken === null ? `${url}/desk` : `${url}/desk#token=${operatorToken}`;
  return [
    "",
    `Desk:   ${desk}`,
    `Widget: <script src="${url}/widget.js" defer></script>`,
    "        The page's origin must be in ALLOWED_ORIGINS of [env.production.vars].",
    ...(operatorToken === null
      ? []
      : [`The desk's token is kept in ${folder}/${target.name}.secrets.json, for this machine's owner alone.`]),
  ];
}
