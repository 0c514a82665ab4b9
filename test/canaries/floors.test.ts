import { expect, test } from "vitest";
import { floors } from "../../scripts/check/floors.ts";
import { plant } from "./planted-tree.ts";

const settings = ["package.json", "tsconfig.json", ".dependency-cruiser.mjs"];

/** A file for each floor to be imported, and one sound import. */
const ground = {
  "src/domain/ids.ts": "export type Id = string;\nexport const id = 1;\n",
  "src/contracts/frames.ts": 'import { id } from "#domain/ids";\nexport const frame = id;\n',
  "src/agents/router/router.ts": "export const router = 1;\n",
  "src/agents/registry.ts": "export const registry = 1;\n",
  "src/adapters/store.ts": "export const store = 1;\n",
  "src/turn/turn.ts": "export const turn = 1;\n",
  "src/http/routes.ts": "export type Routes = 1;\nexport const routes = 1;\n",
  "src/index.ts": "export const index = 1;\n",
  "scripts/tool.ts": "export const tool = 1;\n",
};

/** What is planted, and the rule that must refuse it. */
const violations: [what: string, file: string, text: string, rule: string][] = [
  [
    "a lower floor imports a higher one",
    "src/domain/up.ts",
    'import { frame } from "#contracts/frames";\nexport const a = frame;\n',
    "floor-domain",
  ],
  ["only its types", "src/domain/up-type.ts", 'import type { Routes } from "#http/routes";\nexport type A = Routes;\n', "floor-domain"],
  ["by re-export", "src/ports/up.ts", 'export { routes } from "#http/routes";\n', "floor-ports"],
  ["by re-export of a type", "src/ports/up-type.ts", 'export type { Routes } from "#http/routes";\n', "floor-ports"],
  ["dynamically", "src/embedded/up.ts", 'export const a = () => import("#agents/router/router");\n', "floor-embedded"],
  ["in a type position", "src/embedded/up-type.ts", 'export type A = import("#http/routes").Routes;\n', "floor-embedded"],
  [
    "by a relative path",
    "src/contracts/up.ts",
    'import { store } from "../adapters/store.ts";\nexport const a = store;\n',
    "floor-contracts",
  ],
  ["an adapter sees a turn", "src/adapters/up.ts", 'import { turn } from "#turn/turn";\nexport const a = turn;\n', "floor-adapters"],
  ["HTTP sees an adapter", "src/http/down.ts", 'import { store } from "#adapters/store";\nexport const a = store;\n', "floor-http"],
  [
    "an agent imports another",
    "src/agents/knowledge/a.ts",
    'import { router } from "#agents/router/router";\nexport const a = router;\n',
    "agents-apart",
  ],
  ["somebody imports index", "src/conversation/a.ts", 'import { index } from "#index";\nexport const a = index;\n', "nobody-imports-index"],
  [
    "two files import each other",
    "src/plan/one.ts",
    'import { two } from "./two.ts";\nexport const one = (): number => two();\n',
    "no-cycles",
  ],
  [
    "the product imports a script",
    "src/compose/a.ts",
    'import { tool } from "../../scripts/tool.ts";\nexport const a = tool;\n',
    "product-alone",
  ],
  ["an import leads nowhere", "src/config/a.ts", 'import { gone } from "#config/gone";\nexport const a = gone;\n', "unresolved"],
  ["a pure floor imports a package", "src/domain/hono.ts", 'import { Hono } from "hono";\nexport const a = Hono;\n', "packages-domain"],
  [
    "a pure floor imports Node",
    "src/turn/node.ts",
    'import { readFileSync } from "node:fs";\nexport const a = readFileSync;\n',
    "packages-turn",
  ],
  [
    "a pure floor imports the platform",
    "src/agents/router/env.ts",
    'import { env } from "cloudflare:workers";\nexport const a = env;\n',
    "packages-agents",
  ],
  ["a folder without a floor", "src/drawer/a.ts", 'import { id } from "#domain/ids";\nexport const a = id;\n', "unknown-floor"],
];

const root = plant(settings, {
  ...ground,
  ...Object.fromEntries(violations.map(([, file, text]) => [file, text])),
  "src/plan/two.ts": 'import { one } from "./one.ts";\nexport const two = (): number => one();\n',
});
const verdict = await floors.check(root);

test.for(violations)("the floors refuse when %s", ([, file, , rule]) => {
  expect(verdict.ok).toBe(false);
  expect(verdict.output).toMatch(new RegExp(`^${rule}: ${file} → `, "m"));
});

test("the floors accept what goes downwards", async () => {
  expect(verdict.output).not.toContain("src/contracts/frames.ts →");
  expect(await floors.check(plant(settings, ground))).toMatchObject({ ok: true });
});

test("the floors refuse to be green on nothing", async () => {
  const blind = plant(settings, {
    ...ground,
    ".dependency-cruiser.mjs": 'export default { forbidden: [], options: { exclude: "^src" } };\n',
  });
  expect(await floors.check(blind)).toMatchObject({ ok: false, output: expect.stringContaining("unseen: ") });
});
