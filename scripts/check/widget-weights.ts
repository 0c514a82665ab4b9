/** What the widget weighs, after gzip: what every page of a shop pays, and what a visitor pays who opens the chat in the heaviest language. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Gate } from "./gate.ts";

/** Bytes after gzip. */
const budget = { launcher: 30_000, open: 60_000 };

export function widgetWeights(root: string): { launcherBytes: number; openBytes: number } {
  const weigh = (path: string): number => gzipSync(readFileSync(join(root, path))).length;
  const words = globSync("public/widget/strings-*.js", { cwd: root }).map(weigh);
  const launcherBytes = weigh("public/widget.js");
  return { launcherBytes, openBytes: launcherBytes + weigh("public/widget/panel.js") + Math.max(0, ...words) };
}

export const widgetSize: Gate = {
  name: "widget size",
  check: (root) => {
    const { launcherBytes, openBytes } = widgetWeights(root);
    const says = `launcher ${launcherBytes} of ${budget.launcher} bytes gzipped, open ${openBytes} of ${budget.open}`;
    return Promise.resolve({ ok: launcherBytes <= budget.launcher && openBytes <= budget.open, output: says, note: says });
  },
};
