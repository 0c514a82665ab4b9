import { expect, test } from "vitest";
import { lint } from "../../scripts/check/gates.ts";
import { plant } from "./planted-tree.ts";

/** One file for each rule that guards an invariant: the rule, where it counts, and what breaks it. */
const violations: [rule: string, file: string, text: string][] = [
  ["typescript(no-explicit-any)", "src/http/any.ts", "export const a = (value: any): string => String(value);\n"],
  [
    "typescript(no-unsafe-assignment)",
    "src/http/parse.ts",
    'export function a() {\n  const parsed = JSON.parse("1");\n  return String(parsed);\n}\n',
  ],
  ["typescript(no-unsafe-return)", "scripts/return.ts", 'export const a = (): string => JSON.parse("1");\n'],
  ["typescript(no-unsafe-call)", "scripts/call.ts", 'export const a = () => void JSON.parse("1")();\n'],
  ["typescript(no-unsafe-member-access)", "scripts/member.ts", 'export const a = () => String(JSON.parse("1").b);\n'],
  ["typescript(no-unsafe-argument)", "scripts/argument.ts", 'export const a = () => "b".concat(JSON.parse("1"));\n'],
  ["typescript(no-unsafe-type-assertion)", "scripts/cast.ts", "export const a = (value: unknown) => value as string;\n"],
  ["typescript(consistent-type-assertions)", "src/http/cast.ts", 'export const a = "b" as string;\n'],
  ["typescript(no-floating-promises)", "src/http/float.ts", "const b = async () => {};\nexport function a() {\n  b();\n}\n"],
  ["typescript(no-misused-promises)", "src/http/misused.ts", "export const a = (b: Promise<boolean>) => (b ? 1 : 2);\n"],
  [
    "typescript(switch-exhaustiveness-check)",
    "src/http/switch.ts",
    'export function a(reason: "one" | "two") {\n  switch (reason) {\n    case "one":\n      return 1;\n  }\n  return 0;\n}\n',
  ],
  ["typescript(only-throw-error)", "src/http/throw.ts", 'export function a() {\n  throw "b";\n}\n'],
  [
    "typescript(return-await)",
    "src/http/return-await.ts",
    "export async function a(b: Promise<void>) {\n  try {\n    return b;\n  } finally {\n    String(1);\n  }\n}\n",
  ],
  ["typescript(consistent-type-imports)", "src/http/type-import.ts", 'import { Row } from "./row.ts";\nexport type A = Row;\n'],
  // Planted on purpose: that such a comment shuts the gate is what is tested.
  ["typescript(ban-ts-comment)", "src/http/ignore.ts", '// @ts-ignore\nexport const a: number = "b";\n'],
  ["eslint(no-console)", "src/http/console.ts", "export const a = () => console.log(1);\n"],
  ["eslint(no-restricted-properties)", "src/domain/clock.ts", "export const a = () => Date.now();\n"],
  ["eslint(no-restricted-properties)", "src/turn/chance.ts", "export const a = () => Math.random();\n"],
  ["eslint(no-restricted-globals)", "src/agents/router/platform.ts", 'export const a = () => fetch("https://example.com");\n'],
  ["eslint(no-restricted-globals)", "src/plan/timer.ts", "export const a = () => setTimeout(() => {}, 1);\n"],
  ["eslint(no-restricted-imports)", "src/embedded/node.ts", 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;\n'],
  ["eslint(eqeqeq)", "src/http/equal.ts", "export const a = (b: number | string) => b == 1;\n"],
  ["eslint(no-param-reassign)", "src/http/reassign.ts", "export function a(b: number) {\n  b = 2;\n  return b;\n}\n"],
  ["eslint(no-warning-comments)", "src/http/later.ts", `// ${"TO"}${"DO"}: later\nexport const a = 1;\n`],
  ["eslint(no-unused-vars)", "src/http/unused.ts", "const b = 1;\nexport const a = 1;\n"],
  ["import(no-default-export)", "src/http/default.ts", "export default 1;\n"],
  ["vitest(no-disabled-tests)", "test/unit/skipped.test.ts", 'import { test } from "vitest";\ntest.skip("a", () => {});\n'],
  ["vitest(no-focused-tests)", "test/unit/only.test.ts", 'import { test } from "vitest";\ntest.only("a", () => {});\n'],
];

const sound = {
  "src/http/row.ts": "export type Row = { a: string };\n",
  "src/domain/sound.ts": 'export const reasons = ["one"] as const;\nexport const at = (iso: string): number => new Date(iso).getTime();\n',
};
const settings = [".oxlintrc.json", "tsconfig.json"];
const root = plant(settings, { ...sound, ...Object.fromEntries(violations.map(([, file, text]) => [file, text])) });
const verdict = await lint.check(root);
const said = verdict.output.split(/\n\n/);

test.for(violations)("%s refuses %s", ([rule, file]) => {
  expect(verdict.ok).toBe(false);
  expect(said.some((paragraph) => paragraph.includes(rule) && paragraph.includes(`[${file}:`))).toBe(true);
});

test("sound files pass", async () => {
  expect(await lint.check(plant(settings, sound))).toMatchObject({ ok: true });
});
