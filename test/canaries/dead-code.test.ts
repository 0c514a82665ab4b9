import { expect, test } from "vitest";
import { deadCode } from "../../scripts/check/gates.ts";
import { plant } from "./planted-tree.ts";

const settings = ["package.json", "tsconfig.json", "knip.jsonc"];
const alive = {
  "package.json": '{ "name": "canary", "type": "module", "imports": { "#*": "./src/*.ts" }, "dependencies": { "zod": "4.6.7" } }\n',
  "src/index.ts":
    'import { z } from "zod";\nimport { used } from "#domain/ids";\nexport default { fetch: () => z.string().parse(used) };\n',
  "src/domain/ids.ts": 'export const used = "a";\n',
};

test("a tree in which everything is used passes", async () => {
  expect(await deadCode.check(plant(settings, alive))).toMatchObject({ ok: true });
});

test.for<[what: string, files: Record<string, string>, named: RegExp]>([
  ["an export", { "src/domain/ids.ts": 'export const used = "a";\nexport const unused = 1;\n' }, /unused\s.*src\/domain\/ids\.ts/],
  ["a type", { "src/domain/ids.ts": 'export const used = "a";\nexport type Unused = 1;\n' }, /Unused\s.*src\/domain\/ids\.ts/],
  ["a file", { "src/domain/orphan.ts": "export const orphan = 1;\n" }, /src\/domain\/orphan\.ts/],
  ["a package", { "package.json": alive["package.json"].replace("zod", 'hono": "4.13.19", "zod') }, /hono\s/],
])("%s that nothing uses closes the gate", async ([, files, named]) => {
  const { ok, output } = await deadCode.check(plant(settings, { ...alive, ...files }));
  expect(ok).toBe(false);
  expect(output).toMatch(named);
});
