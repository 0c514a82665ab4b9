/** The campaign's Worker, bundled the way a deploy bundles the product, with the campaign's composition in the place of the product's. */
import { bundleWorker } from "../../bench/desk/bundle.ts";
import { repository } from "../../scripts/repository.ts";

const replaced = {
  "#compose/conversation-ports": "faults/worker/conversation-ports.ts",
  "#compose/escalation-ports": "faults/worker/escalation-ports.ts",
  "#compose/desk-ports": "faults/worker/desk-ports.ts",
  "#agents/registry": "faults/worker/registry.ts",
};

export const bundleCampaign = (outDir: string): Promise<string> =>
  bundleWorker(repository, outDir, { entry: "faults/worker/main.ts", replaced });
