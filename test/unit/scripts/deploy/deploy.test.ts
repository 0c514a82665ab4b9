import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { deploy, describePlan } from "../../../../scripts/deploy/plan.ts";
import { DeployError } from "../../../../scripts/deploy/step.ts";
import { readTarget } from "../../../../scripts/deploy/target.ts";
import { repository } from "../../../../scripts/repository.ts";
import { ScriptedAccount } from "./scripted-account.ts";

type Options = { staging?: boolean; environment?: Record<string, string>; answers?: boolean };

/** A person at a machine from which nothing was deployed yet. */
function machine() {
  const folder = mkdtempSync(join(tmpdir(), "edgedesk-deploy-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const scripted = new ScriptedAccount();
  const imports: { url: string; token: string }[] = [];
  let made = 0;
  const run = async ({ staging = false, environment = {}, answers = true }: Options = {}): Promise<string> => {
    const lines: string[] = [];
    await deploy({
      target: readTarget(repository, { staging }),
      wrangler: scripted.wrangler,
      desk: {
        answers: async () => answers,
        importKnowledge: async (url, token) => {
          imports.push({ url, token });
          return "articles: 12 added";
        },
      },
      say: (line) => lines.push(line),
      environment,
      secret: () => `secret-${++made}`,
      folder,
      found: { databaseId: null, secretsFile: null, operatorToken: null, url: null },
    });
    return lines.join("\n");
  };
  return { folder, account: scripted.account, scripted, imports, run };
}

const ConfigSchema = z.looseObject({ main: z.string(), assets: z.object({ directory: z.string() }) });

const everything = [
  "d1 create edgedesk",
  "queues create edgedesk-handoffs-dead",
  "queues create edgedesk-articles-dead",
  "queues create edgedesk-handoffs",
  "queues create edgedesk-articles",
  "vectorize create edgedesk-sections --dimensions=1024 --metric=cosine",
  "d1 migrations apply DB --remote",
  "deploy",
];

test("an empty account gets everything, in the order in which each needs the other, and the person the desk's link and the widget's line", async () => {
  const { scripted, account, imports, run } = machine();
  const said = await run();
  expect(scripted.changes()).toEqual(everything);
  expect(account.secrets).toEqual({ SIGNING_KEY: "secret-1", OPERATOR_TOKEN: "secret-2" });
  expect(imports).toEqual([{ url: "https://edgedesk.harbour.workers.dev", token: "secret-2" }]);
  expect(said).toContain("https://edgedesk.harbour.workers.dev/desk#token=secret-2");
  expect(said).toContain('<script src="https://edgedesk.harbour.workers.dev/widget.js" defer></script>');
});

test("the Worker is deployed with the id that the account gave the database, from paths that exist", async () => {
  const { folder, run } = machine();
  await run();
  const config = ConfigSchema.parse(JSON.parse(readFileSync(join(folder, "production.wrangler.json"), "utf8")));
  expect(config).toMatchObject({
    name: "edgedesk",
    d1_databases: [{ binding: "DB", database_id: "22222222-2222-4222-8222-222222222222" }],
  });
  expect(config).not.toHaveProperty("env");
  expect([config.main, config.assets.directory].map((path) => existsSync(join(folder, path)))).toEqual([true, true]);
});

test("deploying again creates nothing, changes no secret, and imports what changed", async () => {
  const { scripted, account, imports, run } = machine();
  await run();
  const secrets = account.secrets;
  scripted.commands.length = 0;
  await run();
  expect(scripted.changes()).toEqual(["d1 migrations apply DB --remote", "deploy"]);
  expect(scripted.commands.join("\n")).not.toContain("--secrets-file");
  expect(account.secrets).toEqual(secrets);
  expect(imports).toHaveLength(2);
});

test.for(["d1 create", "queues create edgedesk-handoffs", "vectorize create", "secret list", "d1 migrations", "deploy"])(
  "a deployment that broke off at %s is finished by the next, with the secrets that were made",
  async (command) => {
    const { scripted, account, run } = machine();
    scripted.failures.set(command, "✘ [ERROR] A request to the Cloudflare API failed.");
    await expect(run()).rejects.toThrow(DeployError);
    scripted.failures.clear();
    await run();
    expect(scripted.account.databases.filter(({ name }) => name === "edgedesk")).toHaveLength(1);
    expect(account.queues).toEqual(["edgedesk-handoffs-dead", "edgedesk-articles-dead", "edgedesk-handoffs", "edgedesk-articles"]);
    expect(account.secrets).toEqual({ SIGNING_KEY: "secret-1", OPERATOR_TOKEN: "secret-2" });
  },
);

test("secrets that cannot be seen are not made anew", async () => {
  const { scripted, account, run } = machine();
  account.secrets = { SIGNING_KEY: "kept", OPERATOR_TOKEN: "kept" };
  scripted.failures.set("secret list", "✘ [ERROR] Authentication error [code: 10000]");
  await expect(run()).rejects.toThrow("Authentication error");
  expect(account.secrets).toEqual({ SIGNING_KEY: "kept", OPERATOR_TOKEN: "kept" });
});

test("secrets lie on this machine for their owner alone, and what was sent is not left behind", async () => {
  const { folder, scripted, run } = machine();
  scripted.failures.set("deploy", "✘ [ERROR] no");
  await expect(run()).rejects.toThrow("wrangler deploy");
  expect(statSync(join(folder, "production.secrets.json")).mode & 0o777).toBe(0o600);
  expect(existsSync(join(folder, "production.sending.json"))).toBe(false);
});

test("a desk that was set up elsewhere is deployed, and its articles wait for its token", async () => {
  const { account, imports, run } = machine();
  account.secrets = { SIGNING_KEY: "kept", OPERATOR_TOKEN: "kept" };
  expect(await run()).toContain("OPERATOR_TOKEN was set from another machine");
  expect(imports).toEqual([]);
  await run({ environment: { OPERATOR_TOKEN: "given" } });
  expect(imports).toMatchObject([{ token: "given" }]);
  expect(account.secrets).toEqual({ SIGNING_KEY: "kept", OPERATOR_TOKEN: "kept" });
});

test("the key of a model server travels when it is given", async () => {
  const { account, run } = machine();
  await run({ environment: { MODELS_KEY: "key-of-the-server" } });
  expect(account.secrets).toMatchObject({ MODELS_KEY: "key-of-the-server" });
});

test("nobody logged in, several accounts, and an account out of reach are each said in a sentence before anything is touched", async () => {
  const { scripted, account, run } = machine();
  account.loggedIn = false;
  await expect(run()).rejects.toThrow("Nobody is logged in");
  account.loggedIn = true;
  account.accounts.push({ id: "a2", name: "Harbour Ferries" });
  await expect(run()).rejects.toThrow(/CLOUDFLARE_ACCOUNT_ID=…[^]*a2 {2}Harbour Ferries/);
  await expect(run({ environment: { CLOUDFLARE_ACCOUNT_ID: "a3" } })).rejects.toThrow("a3 is not among");
  expect(scripted.changes()).toEqual([]);
  await run({ environment: { CLOUDFLARE_ACCOUNT_ID: "a2" } });
  expect(scripted.changes()).toEqual(everything);
});

test("an index of other dimensions is refused before anything is deployed", async () => {
  const { scripted, account, run } = machine();
  account.indexes.push({ name: "edgedesk-sections", config: { dimensions: 768, metric: "cosine" } });
  await expect(run()).rejects.toThrow("has 768 dimensions (cosine); workers-ai/@cf/baai/bge-m3 needs 1024");
  expect(scripted.changes()).not.toContain("deploy");
});

test("the desk's own domain stands before that of workers.dev, and a route is no address", async () => {
  const { account, run } = machine();
  account.targets = [
    "https://edgedesk.harbour.workers.dev",
    "harbour.example/support/* (zone name: harbour.example)",
    "desk.harbour.example (custom domain)",
  ];
  expect(await run()).toContain("https://desk.harbour.example/widget.js");
});

test("a desk that does not answer is said to be deployed and silent", async () => {
  await expect(machine().run({ answers: false })).rejects.toThrow("does not say that all is well");
});

test("staging shares no name with production", async () => {
  const { scripted, account, folder, run } = machine();
  await run();
  scripted.commands.length = 0;
  account.secrets = null;
  await run({ staging: true });
  expect(scripted.changes()).toEqual(everything.map((command) => command.replace(/(create \S+)/, "$1-staging")));
  const read = (name: string): string => readFileSync(join(folder, `${name}.wrangler.json`), "utf8");
  const names = (text: string): string[] =>
    [...text.matchAll(/"(?:name|database_name|database_id|queue|dead_letter_queue|index_name|namespace_id)": "([^"]+)"/g)].map(
      ([, name = ""]) => name,
    );
  const shared = names(read("staging")).filter((name) => names(read("production")).includes(name));
  expect(shared.filter((name) => !/^[A-Z_]+$/.test(name))).toEqual([]);
});

test("the plan names every step and what it would create", () => {
  const plan = describePlan(readTarget(repository, { staging: false })).join("\n");
  for (const words of [
    "1. login",
    "wrangler d1 create edgedesk",
    "wrangler queues create edgedesk-handoffs-dead",
    "--dimensions=1024",
    "SIGNING_KEY",
    "8. knowledge",
  ])
    expect(plan).toContain(words);
});
