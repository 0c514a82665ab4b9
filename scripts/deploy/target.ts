/**
 * What is deployed, read from `wrangler.toml`: the production environment, or staging, which is the same under other names. From it comes the configuration that wrangler is
 * given: a generated file beside the tracked one, so that an account's ids stand in no commit and a pull never conflicts with them.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as wrangler from "wrangler";
import { z } from "zod";
import { readModels } from "../build/support.ts";
import { DeployError } from "./step.ts";

/** In the place of an id that nobody has filled in. */
const noId = "00000000-0000-0000-0000-000000000000";

/** Keys of the top level that an environment has to repeat. Source: developers.cloudflare.com/workers/wrangler/configuration, "Non-inheritable keys". */
const notInherited = new Set([
  "vars",
  "secrets",
  "durable_objects",
  "d1_databases",
  "queues",
  "workflows",
  "ratelimits",
  "vectorize",
  "ai",
  "kv_namespaces",
  "r2_buckets",
  "services",
  "analytics_engine_datasets",
]);

const EnvironmentSchema = z.looseObject({
  name: z.string(),
  vars: z.record(z.string(), z.unknown()).default({}),
  secrets: z.looseObject({ required: z.array(z.string()).default([]) }).default({ required: [] }),
  d1_databases: z.tuple([z.looseObject({ database_name: z.string(), database_id: z.string(), migrations_dir: z.string() })]),
  queues: z.looseObject({
    producers: z.array(z.looseObject({ queue: z.string() })),
    consumers: z.array(z.looseObject({ queue: z.string(), dead_letter_queue: z.string().optional() })),
  }),
  workflows: z.array(z.looseObject({ name: z.string() })).default([]),
  ratelimits: z.array(z.looseObject({ namespace_id: z.string() })).default([]),
  vectorize: z.array(z.looseObject({ index_name: z.string() })).default([]),
});
type Environment = z.infer<typeof EnvironmentSchema>;

const ConfigSchema = z.looseObject({
  main: z.string(),
  assets: z.looseObject({ directory: z.string() }),
  env: z.looseObject({ production: EnvironmentSchema }),
});

export type Target = {
  /** "production" or "staging". */
  name: string;
  worker: string;
  database: string;
  /** Null: to be looked up, or created. */
  databaseId: string | null;
  /** Dead-letter queues first: a consumer names its own. */
  queues: string[];
  vectors: { index: string; dimensions: number; model: string } | null;
  requiredSecrets: string[];
  /** The configuration as JSON, with this id of the database, its paths as seen from `folder`. */
  configuration: (databaseId: string, folder: string) => string;
};

/** `root`: folder of `wrangler.toml`. */
export function readTarget(root: string, { staging }: { staging: boolean }): Target {
  const { main, assets, env, ...top } = ConfigSchema.parse(readToml(join(root, "wrangler.toml")));
  const environment = staging ? asStaging(env.production) : env.production;
  const [database] = environment.d1_databases;
  const { consumers, producers } = environment.queues;
  const [vectors] = environment.vectorize;
  return {
    name: staging ? "staging" : "production",
    worker: environment.name,
    database: database.database_name,
    databaseId: database.database_id === noId ? null : database.database_id,
    queues: [
      ...new Set([
        ...consumers.flatMap(({ dead_letter_queue }) => dead_letter_queue ?? []),
        ...[...producers, ...consumers].map(({ queue }) => queue),
      ]),
    ],
    vectors: vectors === undefined ? null : { index: vectors.index_name, ...embeddings(environment.vars["MODELS"]) },
    requiredSecrets: environment.secrets.required,
    configuration: (databaseId, folder) => {
      const at = (path: string): string => relative(folder, join(root, path));
      const d1 = { ...database, database_id: databaseId, migrations_dir: at(database.migrations_dir) };
      // Only what wrangler inherits, and the one environment: what belongs to the desk on a laptop stays there.
      const inherited = Object.fromEntries(Object.entries(top).filter(([key]) => !notInherited.has(key)));
      const config = {
        ...inherited,
        ...environment,
        d1_databases: [d1],
        main: at(main),
        assets: { ...assets, directory: at(assets.directory) },
      };
      return `${JSON.stringify(config, null, 2)}\n`;
    },
  };
}

/** wrangler's own reader. Its declarations point to a package that is not published, so the compiler knows nothing of it. */
function readToml(path: string): unknown {
  const exported: Readonly<Record<string, unknown>> = { ...wrangler };
  const read = exported["experimental_readRawConfig"];
  if (typeof read !== "function") throw new Error("this wrangler cannot read its configuration for others");
  return z.object({ rawConfig: z.unknown() }).parse(Reflect.apply(read, undefined, [{ config: path }])).rawConfig;
}

/** Writes the configuration; gives its path. */
export function writeConfiguration(target: Target, databaseId: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = configurationPath(target, folder);
  writeFileSync(path, target.configuration(databaseId, folder));
  return path;
}

export const configurationPath = ({ name }: Target, folder: string): string => join(folder, `${name}.wrangler.json`);

export const idForDryRuns = noId;

/** Of the profile that MODELS names, or else, so that the index is there when models are chosen, of the first that keeps vectors in Vectorize. */
function embeddings(chosen: unknown): { dimensions: number; model: string } {
  const { profiles, embeddings: known } = readModels();
  const named = typeof chosen === "string" ? profiles[chosen] : undefined;
  const { embedding: model } = [named, ...Object.values(profiles)].find((one) => one?.knowledge?.vectors === "vectorize")?.knowledge ?? {};
  const dimensions = known[model ?? ""]?.dimensions;
  if (model !== undefined && dimensions !== undefined) return { model, dimensions };
  throw new DeployError(
    "wrangler.toml binds a Vectorize index, and no profile of support/models.yaml keeps its vectors there. Take out [[env.production.vectorize]], or name an embedding model.",
  );
}

/** Everything that has a name in the account gets another; counters of addresses are apart, too. What leads customers to production (routes) stays there. */
function asStaging(production: Environment): Environment {
  const environment: Environment = { ...production };
  delete environment["routes"];
  delete environment["route"];
  const apart = (name: string): string => `${name}-staging`;
  const [database] = environment.d1_databases;
  return {
    ...environment,
    name: apart(environment.name),
    d1_databases: [{ ...database, database_name: apart(database.database_name), database_id: noId }],
    queues: {
      producers: environment.queues.producers.map((producer) => ({ ...producer, queue: apart(producer.queue) })),
      consumers: environment.queues.consumers.map(({ dead_letter_queue, ...consumer }) => ({
        ...consumer,
        queue: apart(consumer.queue),
        ...(dead_letter_queue === undefined ? {} : { dead_letter_queue: apart(dead_letter_queue) }),
      })),
    },
    workflows: environment.workflows.map((workflow) => ({ ...workflow, name: apart(workflow.name) })),
    ratelimits: environment.ratelimits.map((limit) => ({ ...limit, namespace_id: String(Number(limit.namespace_id) + 1000) })),
    vectorize: environment.vectorize.map((index) => ({ ...index, index_name: apart(index.index_name) })),
  };
}
