/**
 * `npm run build`: everything that is made from sources and not committed: the browser bundles in `public/`, the client in `client/dist`, the router's model and the
 * packed settings of `support/` in `dist/`. What did not change is not made again; `npm start`, `npm test`, `npm run check` and
 * `npm run deploy` all begin with this.
 */
import { buildBrowser } from "./build/browser.ts";
import { buildClient } from "./build/client.ts";
import { whenChanged } from "./build/fingerprint.ts";
import { buildRouterModel } from "./build/router-model.ts";
import { buildSupport } from "./build/support.ts";
import { inRepository } from "./repository.ts";

/** Returns a line for each thing that was made. */
export async function build(): Promise<string[]> {
  return [...(await buildSupport()), ...(await buildModel()), ...(await buildBrowser()), ...(await buildClient())];
}

async function buildModel(): Promise<string[]> {
  const model = inRepository("dist", "router-model.bin");
  const examples = inRepository("dist", "router-examples.json");
  const made: string[] = [];
  await whenChanged({
    inputs: ["support/intents", "src/embedded/intents", "src/embedded/routing", "scripts/build/router-model.ts"].map((path) =>
      inRepository(path),
    ),
    outputs: [model, examples],
    stamp: inRepository("dist", "router-model.sha256"),
    run: async () => void made.push(buildRouterModel(inRepository("support"), { model, examples })),
  });
  return made;
}

if (import.meta.main) {
  const made = await build();
  console.log(made.length === 0 ? "Everything is up to date." : made.join("\n"));
}
