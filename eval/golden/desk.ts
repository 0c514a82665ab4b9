/** The desk that golden conversations are held with: the Worker as it would be deployed, in workerd, with the articles of `support/`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleWorker } from "../../bench/desk/bundle.ts";
import { runDesk } from "../../bench/desk/run-desk.ts";
import { build } from "../../scripts/build.ts";
import { explainFolder, readFolder } from "../../scripts/knowledge/folder.ts";
import { inRepository, repository } from "../../scripts/repository.ts";
import { InputError } from "../evaluation.ts";

/** The sample customers can sign in, and the tools have their shop. */
const demoShop = {
  DEMO_SHOP: "on",
  TOOL_HOSTS: "shop=demo",
  IDENTITY_KEY: "golden-identity-key-of-32-characters",
  TOOL_SHOP_KEY: "golden-shop-key",
};

export type GoldenDesk = { url: string; stop(): Promise<void> };

/** Builds, bundles and starts it; `stop` leaves no process and no file behind. @param vars beside the usual ones. */
export async function openDesk(vars: Readonly<Record<string, string>> = {}): Promise<GoldenDesk> {
  await build();
  const folder = mkdtempSync(join(tmpdir(), "edgedesk-golden-"));
  const clear = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const mainModule = await bundleWorker(repository, join(folder, "bundle"));
    const desk = await runDesk({ checkout: repository, mainModule, state: join(folder, "state"), vars: { ...demoShop, ...vars } });
    return { url: desk.url, stop: () => desk.stop().finally(clear) };
  } catch (error) {
    clear();
    throw error;
  }
}

/** Ids of the articles that the desk will know. @throws InputError for a folder that cannot be imported. */
export async function articleIds(): Promise<ReadonlySet<string>> {
  const read = await readFolder(inRepository("support", "knowledge"));
  if (!read.ok) throw new InputError(explainFolder(read.error));
  return new Set(read.value.map(({ draft }) => draft.id));
}
