/**
 * `npm run build`: everything that is made from sources and not committed: the browser bundles in `public/` and the router's model in
 * `dist/`. What did not change is not made again; `npm start`, `npm test`, `npm run check` and `npm run deploy` all begin with this.
 */
import { buildBrowser } from "./build/browser.ts";

/** Returns a line for each thing that was made. */
export async function build(): Promise<string[]> {
  return buildBrowser();
}

if (import.meta.main) {
  const made = await build();
  console.log(made.length === 0 ? "Everything is up to date." : made.join("\n"));
}
