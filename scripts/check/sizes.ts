/** A file past 300 lines holds two things. Tests are not counted, nor the data of `support/`. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Gate } from "./gate.ts";

const mostLines = 300;

export const sizes: Gate = {
  name: "file sizes",
  check: (root) => {
    const counted = globSync("{src,scripts,eval,bench,faults}/**/*.{ts,tsx,mjs}", { cwd: root })
      .map((file) => ({ file, lines: readFileSync(join(root, file), "utf8").trimEnd().split("\n").length }))
      .toSorted((one, other) => other.lines - one.lines);
    const tooLong = counted.filter(({ lines }) => lines > mostLines);
    const [longest] = counted;
    return Promise.resolve({
      ok: tooLong.length === 0,
      output: tooLong.map(({ file, lines }) => `${file}: ${lines} lines, ${mostLines} at most`).join("\n"),
      note: longest === undefined ? "" : `longest: ${longest.file}, ${longest.lines}`,
    });
  },
};
