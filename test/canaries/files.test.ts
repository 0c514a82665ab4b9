import { expect, test } from "vitest";
import { format } from "../../scripts/check/gates.ts";
import { lock } from "../../scripts/check/lock.ts";
import { names } from "../../scripts/check/names.ts";
import { sizes } from "../../scripts/check/sizes.ts";
import { types } from "../../scripts/check/type-check.ts";
import { plant } from "./planted-tree.ts";

const line = "export const a = 1;\n";

test("a type error closes the gate, in the Worker and in a page", async () => {
  const wrong = 'export const a: number = "b";\n';
  const sound = { "src/a.ts": line, "src/browser/a.ts": "export const a = () => document.title;\n" };
  const settings = ["tsconfig.json", "src/browser/tsconfig.json"];
  expect(await types.check(plant(settings, sound))).toEqual({ ok: true, output: "" });
  expect((await types.check(plant(settings, { ...sound, "src/b.ts": wrong }))).output).toContain("src/b.ts(1,14): error TS2322");
  expect((await types.check(plant(settings, { ...sound, "src/browser/b.ts": wrong }))).output).toContain("b.ts(1,14): error TS2322");
});

test("an unchecked index and a missing optional are type errors", async () => {
  const loose = "export const a = (list: string[]): string => list[0];\nexport const b: { c?: string } = { c: undefined };\n";
  const { ok, output } = await types.check(plant(["tsconfig.json"], { "src/a.ts": loose }));
  expect(ok).toBe(false);
  expect(output).toMatch(/a\.ts\(1,.*TS2322[^]*a\.ts\(2,.*TS2375/);
});

test("a line in another format closes the gate", async () => {
  const settings = [".oxfmtrc.json"];
  expect(await format.check(plant(settings, { "src/a.ts": line }))).toMatchObject({ ok: true });
  expect(await format.check(plant(settings, { "src/a.ts": "export const a = 'b'\n" }))).toMatchObject({ ok: false });
});

test("a file of 301 lines closes the gate, one of 300 does not", async () => {
  expect(await sizes.check(plant([], { "src/a.ts": line.repeat(300) }))).toMatchObject({ ok: true });
  const long = await sizes.check(plant([], { "src/domain/long.ts": line.repeat(301) }));
  expect(long).toMatchObject({ ok: false, output: "src/domain/long.ts: 301 lines, 300 at most" });
});

test.for(["src/utils/a.ts", "src/http/helpers.ts", "scripts/lib/a.ts", "src/domain/date-utils.ts", "src/http/ticketDesk.ts"])(
  "the name %s closes the gate",
  async (path) => {
    expect(await names.check(plant([], { [path]: line }))).toMatchObject({ ok: false });
  },
);

test("names that say what is in a file pass", async () => {
  expect(await names.check(plant([], { "src/http/ticket-desk.test.ts": line }))).toMatchObject({ ok: true });
});

test("a lock file that names a registry's host, or lacks the builds of a platform, closes the gate", async () => {
  const sound = { version: "1.0.0", integrity: "sha512-x" };
  const locked = (entry: object) => plant([], { "package-lock.json": JSON.stringify({ packages: { "": {}, "node_modules/a": entry } }) });
  expect(await lock.check(locked(sound))).toMatchObject({ ok: true });
  const named = await lock.check(locked({ ...sound, resolved: "https://registry.example/a.tgz" }));
  expect(named).toMatchObject({ ok: false, output: "node_modules/a: names https://registry.example/a.tgz" });
  const partial = await lock.check(locked({ ...sound, optionalDependencies: { "a-darwin-arm64": "1.0.0" } }));
  expect(partial).toMatchObject({ ok: false, output: expect.stringContaining("a-darwin-arm64 is missing") });
});
