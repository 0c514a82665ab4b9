/**
 * Bundles what runs in a page. Every file directly in `src/browser` is one script of `public/` by the same name; what it is made of
 * stands in folders below. Fails when the widget outgrows its budget: a visitor on a slow phone pays for every byte of it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { inRepository } from "../repository.ts";
import { whenChanged } from "./fingerprint.ts";

/** Bytes after gzip. */
const widgetBudget = 30_000;

export async function buildBrowser(): Promise<string[]> {
  const folder = inRepository("src", "browser");
  const entries = readdirSync(folder)
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => ({ source: join(folder, name), bundle: inRepository("public", basename(name).replace(/\.tsx?$/, ".js")) }));
  const outputs = entries.map(({ bundle }) => bundle);
  const done = await whenChanged({
    inputs: [
      ...["browser", "contracts", "domain"].map((name) => inRepository("src", name)),
      inRepository("package-lock.json"),
      import.meta.filename,
    ],
    outputs,
    stamp: inRepository("dist", "browser.sha256"),
    run: () => bundleAll(entries.map(({ source }) => source)),
  });
  return done ? outputs.map(describe) : [];
}

async function bundleAll(entryPoints: string[]): Promise<void> {
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
    loader: { ".css": "text", ".svg": "text" },
  });
}

function describe(path: string): string {
  const bytes = gzipSync(readFileSync(path)).length;
  const name = basename(path);
  if (name === "widget.js" && bytes > widgetBudget)
    throw new Error(`public/widget.js is ${bytes} bytes gzipped; its budget is ${widgetBudget}.`);
  return `public/${name}: ${(bytes / 1000).toFixed(1)} KB gzipped`;
}
