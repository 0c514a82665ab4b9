/**
 * Both environments deploy as far as they can without an account, wrangler knows every key of its file (it only warns of one that it does not, and ignores it), and the bundle stays small: what a Worker weighs, every cold start pays.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wrangler } from "../wrangler.ts";
import type { Gate } from "./gate.ts";

/** KiB after gzip, as wrangler counts it. The platform's own limit is 3 MB on the free plan. */
const budget = 720;

export const dryRun = (name: string, ...environment: string[]): Gate => ({
  name,
  check: async (root) => {
    const outdir = mkdtempSync(join(tmpdir(), "edgedesk-dry-run-"));
    const { code, output } = await wrangler(["deploy", "--dry-run", "--outdir", outdir, ...environment], { cwd: root });
    rmSync(outdir, { recursive: true });
    const [, size] = /gzip: ([\d.]+) KiB/.exec(output) ?? [];
    if (/Unexpected fields found/.test(output)) return { ok: false, output };
    if (code !== 0 || size === undefined) return { ok: false, output };
    const fits = Number(size) <= budget;
    return { ok: fits, output: fits ? output : `The bundle is ${size} KiB gzipped; its budget is ${budget}.`, note: `${size} KiB gzipped` };
  },
});
