/**
 * `worker-configuration.d.ts` is, to the letter, what wrangler writes from wrangler.toml now. wrangler's own `--check` compares a hash in
 * the file's head only and overlooks an edited body, so the file is written anew elsewhere and compared. `npm run format` mends it.
 */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wrangler } from "../wrangler.ts";
import type { Gate } from "./gate.ts";

const file = "worker-configuration.d.ts";

export const generatedTypes: Gate = {
  name: "generated types",
  check: async (root) => {
    const elsewhere = mkdtempSync(join(tmpdir(), "edgedesk-types-"));
    copyFileSync(join(root, "wrangler.toml"), join(elsewhere, "wrangler.toml"));
    symlinkSync(join(root, "src"), join(elsewhere, "src"));
    const { code, output } = await writeGeneratedTypes(elsewhere);
    const same = code === 0 && existsSync(join(root, file)) && read(elsewhere) === read(root);
    rmSync(elsewhere, { recursive: true });
    return { ok: same, output: code === 0 ? `${file} is not what wrangler writes now. Run: npm run format` : output };
  },
};

export const writeGeneratedTypes = (root: string) => wrangler(["types", file, "--include-runtime=false"], { cwd: root });

const read = (folder: string): string => readFileSync(join(folder, file), "utf8");
