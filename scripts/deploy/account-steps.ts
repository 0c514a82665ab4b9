/** The steps that look at the account and create what is missing in it: login, database, queues, vectors. What is there already stays as it is. */
import { z } from "zod";
import { DeployError, demand, type Step, type Wrangler } from "./step.ts";
import { writeConfiguration } from "./target.ts";

const IdentitySchema = z.object({ accounts: z.array(z.object({ id: z.string(), name: z.string() })) });
const DatabasesSchema = z.array(z.object({ uuid: z.string(), name: z.string() }));
const IndexesSchema = z.array(z.object({ name: z.string(), config: z.object({ dimensions: z.int(), metric: z.string() }) }));

export const login: Step = {
  name: "login",
  plan: () => ["somebody is logged in, and it is clear to which account: wrangler whoami --json"],
  run: async ({ wrangler, environment, say }) => {
    const { code, stdout, output } = await wrangler(["whoami", "--json"]);
    if (code !== 0) throw new DeployError(nobody(output));
    const { accounts } = parsed(IdentitySchema, stdout, "whoami");
    const chosen = environment["CLOUDFLARE_ACCOUNT_ID"];
    const [account] = chosen === undefined ? accounts : accounts.filter(({ id }) => id === chosen);
    if (account === undefined) throw new DeployError(`The account ${chosen ?? ""} is not among those that this login reaches.`);
    if (chosen === undefined && accounts.length > 1)
      throw new DeployError(
        `This login reaches ${accounts.length} accounts. Say which one: CLOUDFLARE_ACCOUNT_ID=… npm run deploy\n${accounts.map(({ id, name }) => `  ${id}  ${name}`).join("\n")}`,
      );
    say(`account ${account.name}`);
  },
};

const nobody = (output: string): string =>
  output.includes("loggedIn")
    ? "Nobody is logged in to Cloudflare here. Run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN, and deploy again."
    : `Cloudflare cannot be asked who is logged in:\n${output.trim()}`;

export const database: Step = {
  name: "database",
  plan: ({ database: name, databaseId }) =>
    databaseId === null
      ? [
          `D1 "${name}" is there: wrangler d1 list --json`,
          `otherwise: wrangler d1 create ${name}`,
          "its id goes into the generated configuration",
        ]
      : [`D1 "${name}" has the id of wrangler.toml`],
  run: async (deployment) => {
    const { target, wrangler, folder, say } = deployment;
    let id = target.databaseId ?? (await idOf(wrangler, target.database));
    if (id === null) {
      await demand(wrangler, ["d1", "create", target.database]);
      say(`created D1 ${target.database}`);
      id = await idOf(wrangler, target.database);
    }
    if (id === null) throw new DeployError(`D1 "${target.database}" was created and is not in the list yet. Deploy again in a minute.`);
    deployment.found.databaseId = id;
    writeConfiguration(target, id, folder);
  },
};

async function idOf(wrangler: Wrangler, name: string): Promise<string | null> {
  const { stdout } = await demand(wrangler, ["d1", "list", "--json"]);
  return parsed(DatabasesSchema, stdout, "d1 list").find((one) => one.name === name)?.uuid ?? null;
}

export const queues: Step = {
  name: "queues",
  plan: (target) =>
    target.queues.map((queue) => `queue "${queue}" is there: wrangler queues info ${queue}; otherwise: wrangler queues create ${queue}`),
  run: async ({ target, wrangler, say }) => {
    for (const queue of target.queues) {
      // The list has no JSON and comes in pages; asked for one by one, a queue that is missing is said to be so.
      const { code, output } = await wrangler(["queues", "info", queue]);
      if (code === 0) continue;
      if (!output.includes("does not exist")) throw new DeployError(`wrangler queues info ${queue} failed:\n${output.trim()}`);
      await demand(wrangler, ["queues", "create", queue]);
      say(`created queue ${queue}`);
    }
  },
};

export const vectors: Step = {
  name: "vectors",
  plan: ({ vectors: wanted }) =>
    wanted === null
      ? ["none: wrangler.toml binds no index"]
      : [
          `Vectorize "${wanted.index}" is there with ${wanted.dimensions} dimensions (${wanted.model}), cosine: wrangler vectorize list --json`,
          `otherwise: wrangler vectorize create ${wanted.index} --dimensions=${wanted.dimensions} --metric=cosine`,
        ],
  run: async ({ target, wrangler, say }) => {
    if (target.vectors === null) return;
    const { index, dimensions, model } = target.vectors;
    const { stdout } = await demand(wrangler, ["vectorize", "list", "--json"]);
    const there = parsed(IndexesSchema, stdout, "vectorize list").find(({ name }) => name === index);
    if (there === undefined) {
      await demand(wrangler, ["vectorize", "create", index, `--dimensions=${dimensions}`, "--metric=cosine"]);
      say(`created Vectorize ${index} (${dimensions} dimensions)`);
    } else if (there.config.dimensions !== dimensions || there.config.metric !== "cosine")
      throw new DeployError(
        `Vectorize "${index}" has ${there.config.dimensions} dimensions (${there.config.metric}); ${model} needs ${dimensions} (cosine). An index keeps them for life: give [[env.production.vectorize]] another index_name, deploy, and delete the old index when it is no longer used.`,
      );
  },
};

/** What wrangler printed as JSON. */
export function parsed<T>(schema: z.ZodType<T>, text: string, what: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new DeployError(`What wrangler ${what} printed could not be read. Is it the wrangler of package.json?\n${text.slice(0, 500)}`);
  }
}
