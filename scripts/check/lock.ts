/** The lock file names no host, so that any registry mirror serves it, and none of this machine's addresses is published. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Gate } from "./gate.ts";

const LockSchema = z.object({
  packages: z.record(z.string(), z.object({ resolved: z.string().optional(), integrity: z.string().optional() })),
});

export const lock: Gate = {
  name: "lock file",
  check: (root) => {
    const { packages } = LockSchema.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
    const problems = Object.entries(packages).flatMap(([path, { resolved, integrity }]) => {
      if (path === "") return [];
      if (resolved !== undefined) return [`${path}: names ${resolved}`];
      return integrity === undefined ? [`${path}: has no integrity hash`] : [];
    });
    return Promise.resolve({
      ok: problems.length === 0,
      output: problems.join("\n"),
      note: `${Object.keys(packages).length - 1} packages`,
    });
  },
};
