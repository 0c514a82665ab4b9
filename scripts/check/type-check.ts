/**
 * Types: TypeScript 7 over each configuration. It is named by its file, because `node_modules/.bin/tsc` is version 6: dependency-cruiser
 * reads TypeScript through the older compiler's interface, so `typescript` is an alias for that one.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { finish } from "../command.ts";
import { inRepository } from "../repository.ts";
import type { Gate } from "./gate.ts";

const compiler = inRepository("node_modules", "typescript7", "bin", "tsc");

/** The Worker with everything that Node runs, the pages, and the tests that reach into a page. */
export const configurations = ["tsconfig.json", "src/browser/tsconfig.json", "test/browser/tsconfig.json"];

export const types: Gate = {
  name: "types",
  check: async (root) => {
    const present = configurations.filter((configuration) => existsSync(join(root, configuration)));
    const runs = await Promise.all(
      present.map((configuration) => finish(process.execPath, [compiler, "-p", configuration], { cwd: root })),
    );
    return { ok: present.length > 0 && runs.every(({ code }) => code === 0), output: runs.map(({ output }) => output).join("") };
  },
};
