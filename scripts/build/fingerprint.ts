/**
 * Does work only when its inputs changed. The SHA-256 of every input file stands in a stamp file; work whose stamp and outputs are as
 * they were is skipped. The stamp is written after the work, so that work that was cut off is done again.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export type Work = {
  /** Files and folders; a folder means everything in it. Missing ones count as empty. */
  inputs: string[];
  /** Files that the work makes. */
  outputs: string[];
  stamp: string;
  run: () => Promise<void>;
};

/** Returns whether the work was done. */
export async function whenChanged({ inputs, outputs, stamp, run }: Work): Promise<boolean> {
  const now = fingerprint(inputs);
  const unchanged = existsSync(stamp) && readFileSync(stamp, "utf8") === now && outputs.every((output) => existsSync(output));
  if (unchanged) return false;
  await run();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

export function fingerprint(paths: string[]): string {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(files)) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function files(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => files(join(path, name)));
}
