/** The Worker as `wrangler deploy` would send it, without sending it: what is measured is what is deployed. */
import { join } from "node:path";
import { wrangler } from "../../scripts/wrangler.ts";

/**
 * Bundles the Worker of a checkout into `outDir`.
 * @returns the path of its main module; modules that it imports lie beside it. Throws with wrangler's words when it cannot be bundled.
 */
export async function bundleWorker(checkout: string, outDir: string): Promise<string> {
  const { code, output } = await wrangler(["deploy", "--dry-run", "--env", "", "--outdir", outDir], { cwd: checkout });
  if (code !== 0) throw new Error(`The Worker of ${checkout} could not be bundled:\n${output}`);
  return join(outDir, "index.js");
}
