/**
 * Bundles the operator's desk: one module for the shell, one for each page that is loaded when it is opened, one style sheet. Every file carries a hash
 * of its content in its name, so that browsers may keep it for good (`public/_headers`); `public/desk.html` names the files that the first view needs.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import type { Brand } from "#browser/page/brand";
import { inRepository } from "../repository.ts";

const source = "src/browser/desk";
export const deskAssets = inRepository("public", "assets");
export const deskPage = inRepository("public", "desk.html");

/** What stands on the first view, and is asked for at once instead of one after the other. */
const firstPage = `${source}/inbox/page.tsx`;

/** Returns lines that say what was made. @param brandStyle the brand's colours as custom properties. */
export async function bundleDesk(brand: Brand, brandStyle: string): Promise<string[]> {
  rmSync(deskAssets, { recursive: true, force: true });
  mkdirSync(deskAssets, { recursive: true });
  const { metafile } = await build({
    entryPoints: { desk: `${source}/main.tsx` },
    outdir: deskAssets,
    absWorkingDir: inRepository(),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    jsx: "automatic",
    minify: true,
    metafile: true,
    target: ["es2023"],
    legalComments: "none",
    logLevel: "silent",
    define: { EDGEDESK_BRAND: JSON.stringify(brand), "process.env.NODE_ENV": '"production"' },
  });
  const styles = await build({
    stdin: { contents: `@import "./desk.css";\n${brandStyle}`, loader: "css", resolveDir: inRepository(source) },
    outfile: inRepository("public", "assets", "desk.css"),
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    metafile: true,
    write: true,
    logLevel: "silent",
  });
  const scripts = firstScripts(metafile);
  const sheets = Object.keys(styles.metafile.outputs);
  writeFileSync(deskPage, page(scripts, sheets));
  return [
    `public/assets: ${kilobytes([...scripts, ...sheets])} KB gzipped for the desk's first view, ${kilobytes(Object.keys(metafile.outputs))} KB in all`,
  ];
}

/** The entry first, then everything that it and the first page import, in no further order. */
function firstScripts({ outputs }: Metafile): string[] {
  const entry = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === `${source}/main.tsx`)?.[0];
  const first = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === firstPage)?.[0];
  if (entry === undefined || first === undefined) throw new Error(`The desk needs ${source}/main.tsx and ${firstPage}.`);
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) if (kind === "import-statement") visit(next);
  };
  visit(entry);
  visit(first);
  return [...seen];
}

function page(scripts: readonly string[], sheets: readonly string[]): string {
  const [entry = "", ...others] = scripts.map((path) => `/assets/${basename(path)}`);
  const tags = [
    `<script type="module" src="${entry}" nonce="%nonce%"></script>`,
    ...others.map((path) => `<link rel="modulepreload" href="${path}" nonce="%nonce%" />`),
  ];
  const links = sheets.map((path) => `<link rel="stylesheet" href="/assets/${basename(path)}" />`);
  return readFileSync(inRepository(source, "index.html"), "utf8")
    .replace("%scripts%", tags.join("\n    "))
    .replace("%styles%", links.join("\n    "));
}

const kilobytes = (paths: readonly string[]): string =>
  (paths.reduce((sum, path) => sum + gzipSync(readFileSync(inRepository(path))).length, 0) / 1000).toFixed(0);
