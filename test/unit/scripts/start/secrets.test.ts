import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { localSecrets } from "../../../../scripts/start/secrets.ts";

const folder = mkdtempSync(join(tmpdir(), "edgedesk-secrets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("secrets are made once, differ, and are for their owner only", () => {
  const path = join(folder, "made");
  const made = localSecrets(path);
  expect([...made.keys()]).toEqual(["OPERATOR_TOKEN", "SIGNING_KEY", "IDENTITY_KEY", "TOOL_SHOP_KEY"]);
  expect(new Set(made.values()).size).toBe(4);
  expect([...made.values()].every((secret) => secret.length === 43)).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(localSecrets(path)).toEqual(made);
});

test("what a person wrote stays, and what is missing is added", () => {
  const path = join(folder, "kept");
  writeFileSync(path, '# mine\nOPERATOR_TOKEN = "my own token"\nWEBHOOK=https://desk.example/hook', { mode: 0o644 });
  const secrets = localSecrets(path);
  expect(secrets.get("OPERATOR_TOKEN")).toBe("my own token");
  expect(secrets.get("SIGNING_KEY")).toHaveLength(43);
  expect(readFileSync(path, "utf8")).toContain('# mine\nOPERATOR_TOKEN = "my own token"\nWEBHOOK=https://desk.example/hook\nSIGNING_KEY="');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
