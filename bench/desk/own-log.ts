/**
 * A runtime that writes what the Worker logs into a file, as it does when it runs by itself. Left to the development server it writes into a pipe, and every line wakes the server on another core, which parses it: a
 * price of being developed that a figure about lines would carry. Unix only, like the shell that it takes.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";

const PackageSchema = z.object({ default: z.string() });

/** The runtime that the development server would start. */
function runtimePath(): string {
  const ofServer = createRequire(createRequire(import.meta.url).resolve("miniflare"));
  return PackageSchema.parse(ofServer("workerd")).default;
}

/** Starts something while the development server takes the runtime that writes its log into `folder`/log. */
export async function withOwnLog<T>(folder: string, start: () => Promise<T>): Promise<T> {
  const before = process.env["MINIFLARE_WORKERD_PATH"];
  const path = join(folder, "workerd-with-its-own-log");
  writeFileSync(path, `#!/bin/sh\nexec '${before ?? runtimePath()}' "$@" > '${join(folder, "log")}'\n`, { mode: 0o755 });
  process.env["MINIFLARE_WORKERD_PATH"] = path;
  try {
    return await start();
  } finally {
    if (before === undefined) delete process.env["MINIFLARE_WORKERD_PATH"];
    else process.env["MINIFLARE_WORKERD_PATH"] = before;
  }
}
