/**
 * Bundles what runs in a page: `src/browser/<page>/main.ts` becomes `public/<page>.js`. Fails when the widget outgrows its budget: a
 * visitor on a slow phone pays for every byte of it.
 */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin, transform } from "esbuild";
import { inRepository } from "../repository.ts";
import { whenChanged } from "./fingerprint.ts";

/** Bytes after gzip. */
const widgetBudget = 30_000;

export async function buildBrowser(): Promise<string[]> {
  const pages = globSync("src/browser/*/main.{ts,tsx}", { cwd: inRepository() }).map((main) => ({ main, name: basename(dirname(main)) }));
  const outputs = pages.map(({ name }) => inRepository("public", `${name}.js`));
  const done = await whenChanged({
    inputs: [
      ...["src/browser", "src/contracts", "src/domain", "package-lock.json"].map((path) => inRepository(path)),
      import.meta.filename,
    ],
    outputs,
    stamp: inRepository("dist", "browser.sha256"),
    run: () => bundle(Object.fromEntries(pages.map(({ main, name }) => [name, main]))),
  });
  return done ? outputs.map(describe) : [];
}

async function bundle(entryPoints: Record<string, string>): Promise<void> {
  await build({
    entryPoints,
    outdir: inRepository("public"),
    absWorkingDir: inRepository(),
    bundle: true,
    format: "iife",
    minify: true,
    target: ["es2022"],
    legalComments: "none",
    logLevel: "silent",
    plugins: [styleText],
  });
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

function describe(path: string): string {
  const bytes = gzipSync(readFileSync(path)).length;
  const name = basename(path);
  if (name === "widget.js" && bytes > widgetBudget)
    throw new Error(`public/widget.js is ${bytes} bytes gzipped; its budget is ${widgetBudget}.`);
  return `public/${name}: ${(bytes / 1000).toFixed(1)} KB gzipped`;
}
