/**
 * Bundles what runs in a page: `src/browser/<page>/main.ts` becomes `public/<page>.js`, with the brand of `support/brand.yaml` in it; its
 * colours become `public/brand.css`. The desk is an application of many files (`desk.ts`), the widget one of a few (`widget.ts`).
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { readableAccent } from "#browser/page/colours";
import type { Brand } from "#browser/page/brand";
import { inRepository } from "../repository.ts";
import { bundleDesk, deskAssets, deskPage } from "./desk.ts";
import { bundleWidget, widgetFiles } from "./widget.ts";
import { whenChanged } from "./fingerprint.ts";
import { readBrand } from "./support.ts";

/** What the accents stand on: the white page, and the lightest of the dark ones. */
const grounds = { light: "#ffffff", dark: "#161b1e" } as const;

export async function buildBrowser(): Promise<string[]> {
  const mains = globSync("src/browser/*/main.ts", { cwd: inRepository() }).map((main) => ({ main, name: basename(dirname(main)) }));
  const pages = mains.filter(({ name }) => name !== "launcher" && name !== "widget");
  const scripts = pages.map(({ name }) => inRepository("public", `${name}.js`));
  const colours = inRepository("public", "brand.css");
  let desk: string[] = [];
  const done = await whenChanged({
    inputs: [
      ...["src/browser", "src/contracts", "src/domain", "support/brand.yaml", "package-lock.json"].map((path) => inRepository(path)),
      import.meta.filename,
      inRepository("scripts/build/desk.ts"),
      inRepository("scripts/build/widget.ts"),
    ],
    outputs: [...scripts, colours, deskPage, deskAssets, ...widgetFiles],
    stamp: inRepository("dist", "browser.sha256"),
    run: async () => {
      const brand = brandOf(readBrand());
      await bundle(Object.fromEntries(pages.map(({ main, name }) => [name, main])), brand);
      writeFileSync(colours, brandStyle(brand));
      desk = [...(await bundleWidget(brand)), ...(await bundleDesk(brand, brandStyle(brand)))];
    },
  });
  return done ? [...scripts.map(describe), ...desk] : [];
}

function brandOf({ name, colours, assistant }: ReturnType<typeof readBrand>): Brand {
  return {
    name,
    assistant: assistant.name,
    greeting: assistant.greeting,
    launcherLabel: assistant.launcher_label,
    suggestions: assistant.suggestions,
    accent: colours.accent,
    accentDark: colours.accent_dark,
  };
}

/** For the style sheets of the pages, moved to where they can be read. */
function brandStyle({ accent, accentDark }: Brand): string {
  const light = readableAccent(accent, grounds.light);
  const dark = readableAccent(accentDark, grounds.dark);
  const values = { brand: light.accent, "on-brand": light.onAccent, "brand-dark": dark.accent, "on-brand-dark": dark.onAccent };
  const lines = Object.entries(values).map(([name, value]) => `  --${name}: ${value};\n`);
  return `/* Made from support/brand.yaml by npm run build. */\n:root {\n${lines.join("")}}\n`;
}

async function bundle(entryPoints: Record<string, string>, brand: Brand): Promise<void> {
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
    define: { EDGEDESK_BRAND: JSON.stringify(brand) },
  });
}

function describe(path: string): string {
  return `public/${basename(path)}: ${(gzipSync(readFileSync(path)).length / 1000).toFixed(1)} KB gzipped`;
}
