/** What the figures were measured on; without it they say nothing. */
import { readFileSync } from "node:fs";
import { arch, cpus, platform, release, totalmem } from "node:os";
import { z } from "zod";
import { inRepository } from "../../scripts/repository.ts";

export type Machine = { date: string; cpu: string; cores: number; memoryGb: number; system: string; node: string; workerd: string };

const PackageSchema = z.object({ version: z.string() });

export function machine(): Machine {
  const all = cpus();
  const workerd = PackageSchema.parse(JSON.parse(readFileSync(inRepository("node_modules", "workerd", "package.json"), "utf8")));
  return {
    date: new Date().toISOString(),
    cpu: all[0]?.model ?? "unknown",
    cores: all.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    workerd: workerd.version,
  };
}
