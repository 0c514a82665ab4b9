/**
 * The lock file serves everybody: it names no host, so that any registry mirror will do, and it is whole. Where a registry lacks the builds
 * of some platform, `npm install` leaves them out without a word, and `npm ci` then fails on every machine.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Gate } from "./gate.ts";

const PackageSchema = z.object({
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

const LockSchema = z.object({ packages: z.record(z.string(), PackageSchema) });

export const lock: Gate = {
  name: "lock file",
  check: (root) => {
    const { packages } = LockSchema.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
    const problems = Object.entries(packages).flatMap(([path, { resolved, integrity, optionalDependencies }]) => [
      ...(resolved === undefined ? [] : [`${path}: names ${resolved}`]),
      ...(path !== "" && integrity === undefined ? [`${path}: has no integrity hash`] : []),
      ...Object.keys(optionalDependencies)
        .filter((name) => packages[`node_modules/${name}`] === undefined && packages[`${path}/node_modules/${name}`] === undefined)
        .map((name) => `${path}: its build ${name} is missing; take a version of which the registry has all`),
    ]);
    return Promise.resolve({
      ok: problems.length === 0,
      output: problems.join("\n"),
      note: `${Object.keys(packages).length - 1} packages`,
    });
  },
};
