/**
 * Bundles the widget: `public/widget.js`, the launcher, which is all that a page loads at first, and in `public/widget/` what it loads when the chat is wanted: the panel,
 * and the words of one language. The launcher names them with the fingerprint of this build behind the address, so that caches never mix two builds.
 */
import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { build, type BuildOptions, type Plugin, transform } from "esbuild";
import type { Brand } from "#browser/page/brand";
import { widgetWeights } from "../check/widget-weights.ts";
import { inRepository, repository } from "../repository.ts";

const folder = inRepository("public", "widget");
const launcher = inRepository("public", "widget.js");
const words = globSync("src/browser/widget/strings/??.ts", { cwd: inRepository() }).toSorted();

/** Everything that is made here. */
export const widgetFiles = [launcher, `${folder}/panel.js`, ...words.map((path) => `${folder}/strings-${basename(path, ".ts")}.js`)];

/** Returns a line that says what was made. */
export async function bundleWidget(brand: Brand): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    ...common,
    entryPoints: {
      panel: "src/browser/widget/main.ts",
      ...Object.fromEntries(words.map((path) => [`strings-${basename(path, ".ts")}`, path])),
    },
    outdir: folder,
    format: "esm",
  });
  const hash = createHash("sha256");
  for (const path of widgetFiles.slice(1)) hash.update(readFileSync(path));
  const fingerprint = hash.digest("hex").slice(0, 10);
  await build({
    ...common,
    entryPoints: ["src/browser/launcher/main.ts"],
    outfile: launcher,
    format: "iife",
    define: { EDGEDESK_BRAND: JSON.stringify(brand), EDGEDESK_BUILD: JSON.stringify(fingerprint) },
  });
  const { launcherBytes, openBytes } = widgetWeights(repository);
  return [`public/widget.js: ${kilobytes(launcherBytes)} KB gzipped, ${kilobytes(openBytes)} KB with the chat open`];
}

/** A style sheet that a script imports becomes minified text: it is adopted by a shadow root and never stands in a page. */
const styleText: Plugin = {
  name: "style-text",
  setup: (bundling) =>
    bundling.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    }),
};

const common: BuildOptions = {
  absWorkingDir: inRepository(),
  bundle: true,
  minify: true,
  target: ["es2022"],
  legalComments: "none",
  logLevel: "silent",
  plugins: [styleText],
};

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);
