/**
 * Makes the client without UI: `client/edgedesk.ts` becomes `client/dist`, one ES module with its declarations, and a package.json so that it can be installed from its folder
 * (`npm install ./client/dist`). `client/api.ts` is nothing but types that stand on their own, and so is the declarations as it is.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { z } from "zod";
import { inRepository } from "../repository.ts";
import { whenChanged } from "./fingerprint.ts";

const folder = (...parts: string[]) => inRepository("client", "dist", ...parts);
const outputs = [folder("edgedesk.js"), folder("edgedesk.d.ts"), folder("package.json")];

const PackageSchema = z.object({ version: z.string(), license: z.string() });

/** What the module gives beside the types. */
const values = `
/** One visitor's desk. Nothing is sent before the first call that needs it. */
export declare function createEdgedesk(options: EdgedeskOptions): Edgedesk;

export declare class DeskRefusal extends Error implements EdgedeskError {
  readonly code: string;
  constructor(code: string, message: string);
}
`;

export async function buildClient(): Promise<string[]> {
  const done = await whenChanged({
    inputs: globSync("client/*.ts", { cwd: inRepository() })
      .concat("src/browser/conversation", "src/browser/wire", "package.json", "package-lock.json")
      .map((path) => inRepository(path))
      .concat(import.meta.filename),
    outputs,
    stamp: inRepository("dist", "client.sha256"),
    run: bundle,
  });
  return done ? [`client/dist/edgedesk.js: ${(gzipSync(readFileSync(folder("edgedesk.js"))).length / 1000).toFixed(1)} KB gzipped`] : [];
}

async function bundle(): Promise<void> {
  mkdirSync(folder(), { recursive: true });
  await build({
    entryPoints: [inRepository("client", "edgedesk.ts")],
    outfile: folder("edgedesk.js"),
    absWorkingDir: inRepository(),
    bundle: true,
    format: "esm",
    platform: "neutral",
    minify: true,
    target: ["es2023"],
    legalComments: "none",
    logLevel: "silent",
  });
  writeFileSync(folder("edgedesk.d.ts"), readFileSync(inRepository("client", "api.ts"), "utf8") + values);
  const { version, license } = PackageSchema.parse(JSON.parse(readFileSync(inRepository("package.json"), "utf8")));
  const manifest = {
    name: "edgedesk-client",
    version,
    license,
    type: "module",
    exports: { ".": { types: "./edgedesk.d.ts", default: "./edgedesk.js" } },
  };
  writeFileSync(folder("package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
