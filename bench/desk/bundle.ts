/** The Worker as `wrangler deploy` would send it, without sending it: what is measured is what is deployed. */
import { basename, join } from "node:path";
import { wrangler } from "../../scripts/wrangler.ts";

export type Composition = {
  /** The module to begin with, instead of the one that wrangler.toml names; relative to the checkout. */
  entry: string;
  /** Import name → the file of the checkout that takes its place. */
  replaced: Readonly<Record<string, string>>;
};

/**
 * Bundles the Worker of a checkout into `outDir`, as it is or in another composition.
 * @returns the path of its main module; modules that it imports lie beside it. Throws with wrangler's words when it cannot be bundled.
 */
export async function bundleWorker(checkout: string, outDir: string, composition?: Composition): Promise<string> {
  const { entry = "src/index.ts", replaced = {} } = composition ?? {};
  const aliases = Object.entries(replaced).flatMap(([name, file]) => ["--alias", `${name}:./${file}`]);
  const args = ["deploy", ...(composition ? [entry, ...aliases] : []), "--dry-run", "--env", "", "--outdir", outDir];
  const { code, output } = await wrangler(args, { cwd: checkout });
  if (code !== 0) throw new Error(`The Worker of ${checkout} could not be bundled:\n${output}`);
  return join(outDir, basename(entry, ".ts") + ".js");
}
