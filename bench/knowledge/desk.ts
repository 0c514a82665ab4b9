/** The Worker of worker.ts in workerd, with an empty D1 that has the product's migrations. Plain Miniflare: no proxy of wrangler in the figures. */
import { readFile, readdir } from "node:fs/promises";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { unstable_splitSqlQuery as statementsOf } from "wrangler";
import type { ArticleDraft } from "#contracts/articles";
import { inRepository } from "../../scripts/repository.ts";

/** Articles a request stores. */
const IMPORT_CHUNK = 200;

export class BenchDesk {
  private readonly miniflare: Miniflare;
  private readonly url: URL;

  private constructor(miniflare: Miniflare, url: URL) {
    this.miniflare = miniflare;
    this.url = url;
  }

  static async start(): Promise<BenchDesk> {
    const { outputFiles } = await build({
      entryPoints: [inRepository("bench", "knowledge", "worker.ts")],
      absWorkingDir: inRepository(),
      bundle: true,
      format: "esm",
      minify: true,
      write: false,
    });
    const modules = { "worker.js": { type: "esm" as const, contents: outputFiles[0]?.text ?? "" } };
    const config = { name: "bench", compatibilityDate: "2026-10-30", env: { DB: { type: "d1" as const, id: "bench" } } };
    const miniflare = new Miniflare({
      workers: [{ config: { ...config, manifest: { mainModule: "worker.js", modulesRoot: "/", modules } } }],
    });
    const url = await miniflare.ready;
    const database = await miniflare.getD1Database("DB");
    for (const file of (await readdir(inRepository("migrations"))).sort()) {
      for (const statement of statementsOf(await readFile(inRepository("migrations", file), "utf8")))
        await database.prepare(statement).run();
    }
    return new BenchDesk(miniflare, url);
  }

  async import(articles: readonly ArticleDraft[]): Promise<void> {
    for (let at = 0; at < articles.length; at += IMPORT_CHUNK) {
      const body = JSON.stringify({ articles: articles.slice(at, at + IMPORT_CHUNK) });
      await this.ask("/import", { method: "POST", body });
    }
  }

  /** One request; throws unless it is answered well. */
  async ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await fetch(new URL(path, this.url), init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async stop(): Promise<void> {
    await this.miniflare.dispose();
  }
}
