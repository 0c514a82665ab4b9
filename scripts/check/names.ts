/** Names that say nothing become drawers. No file or folder may carry one, and every file is kebab-case; a README is called what it is called everywhere. */
import { globSync } from "node:fs";
import { basename } from "node:path";
import type { Gate } from "./gate.ts";

const drawers = [
  "util",
  "utils",
  "lib",
  "helper",
  "helpers",
  "service",
  "services",
  "shared",
  "types",
  "manager",
  "managers",
  "common",
  "misc",
];
const kebabCase = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;

export const names: Gate = {
  name: "names",
  check: (root) => {
    const paths = globSync("{src,scripts,eval,bench,faults,test}/**/*", { cwd: root });
    const problems = paths.flatMap((path) => {
      const name = basename(path);
      const stem = name.replace(/\..*$/, "");
      if (drawers.includes(stem) || drawers.some((drawer) => stem.endsWith(`-${drawer}`)))
        return [`${path}: "${stem}" is a drawer; say what is in it`];
      return name === "README.md" || kebabCase.test(name) ? [] : [`${path}: not kebab-case`];
    });
    return Promise.resolve({ ok: problems.length === 0, output: problems.join("\n") });
  },
};
