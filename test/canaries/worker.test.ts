import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dryRunEmbedded, dryRunProduction } from "../../scripts/check/gates.ts";
import { generatedTypes, writeGeneratedTypes } from "../../scripts/check/worker-configuration.ts";
import { plant } from "./planted-tree.ts";

const worker = {
  "wrangler.toml": `name = "canary"
main = "src/index.ts"
compatibility_date = "2026-10-30"
[vars]
MODE = "embedded"
[env.production.vars]
MODE = "models"
`,
  "src/index.ts": 'export default { fetch: () => new Response("hello") };\n',
};

test("generated types that are behind wrangler.toml close the gate", async () => {
  const root = plant([], worker);
  expect(await generatedTypes.check(root)).toMatchObject({ ok: false });
  await writeGeneratedTypes(root);
  expect(await generatedTypes.check(root)).toMatchObject({ ok: true });
  writeFileSync(join(root, "wrangler.toml"), worker["wrangler.toml"].replace("MODE", "KIND"));
  expect(await generatedTypes.check(root)).toMatchObject({ ok: false });
});

test("generated types that somebody edited close the gate", async () => {
  const root = plant([], worker);
  await writeGeneratedTypes(root);
  const file = join(root, "worker-configuration.d.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace(/MODE: .*/, "MODE: any;"));
  expect(await generatedTypes.check(root)).toMatchObject({ ok: false });
});

test("a Worker that cannot be bundled closes both dry runs", async () => {
  const root = plant([], { ...worker, "src/index.ts": 'import { gone } from "./gone.ts";\nexport default { fetch: gone };\n' });
  expect(await dryRunEmbedded.check(root)).toMatchObject({ ok: false, output: expect.stringContaining('Could not resolve "./gone.ts"') });
  expect(await dryRunProduction.check(root)).toMatchObject({ ok: false });
});

test("an environment that is missing closes the dry run of production only", async () => {
  const root = plant([], { ...worker, "wrangler.toml": worker["wrangler.toml"].replace("env.production", "env.staging") });
  expect(await dryRunEmbedded.check(root)).toMatchObject({ ok: true, note: expect.stringMatching(/^[\d.]+ KiB gzipped$/) });
  expect(await dryRunProduction.check(root)).toMatchObject({ ok: false });
});

test("a key that wrangler does not know closes the dry run of its environment", async () => {
  const traces = "[env.production.observability.traces]\nenabled = true\n";
  const known = plant([], {
    ...worker,
    "wrangler.toml": `${worker["wrangler.toml"]}${traces}head_sampling_rate = 0.1\ndestinations = []\n`,
  });
  expect(await dryRunProduction.check(known)).toMatchObject({ ok: true });
  const unknown = plant([], { ...worker, "wrangler.toml": `${worker["wrangler.toml"]}${traces}sampling = 0.1\n` });
  expect(await dryRunProduction.check(unknown)).toMatchObject({ ok: false, output: expect.stringContaining('"sampling"') });
});

test("a bundle beyond its budget closes the dry run", async () => {
  const noise = Array.from({ length: 400_000 }, (_, n) => Math.imul(n, 0x9e3779b1).toString(36)).join("");
  const root = plant([], { ...worker, "src/index.ts": `export default { fetch: () => new Response("${noise}") };\n` });
  expect(await dryRunEmbedded.check(root)).toMatchObject({ ok: false, output: expect.stringContaining("its budget is") });
});
