/**
 * A small tree in a temporary folder, with this repository's packages and the settings that a gate reads, to plant violations in. It is
 * deleted when the test file ends.
 */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { inRepository } from "../../scripts/repository.ts";

/** `settings`: files and folders copied from this repository. `files`: path → text, written over them. */
export function plant(settings: string[], files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "edgedesk-canary-")));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  symlinkSync(inRepository("node_modules"), join(root, "node_modules"));
  for (const path of settings) cpSync(inRepository(path), join(root, path), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
