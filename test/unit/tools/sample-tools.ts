/** The tools of support/tools/, as the build reads them. */
import { join } from "node:path";
import { readTools } from "../../../scripts/build/tools.ts";
import type { Tool } from "#domain/tools";

export const sampleTools: readonly Tool[] = readTools(join(import.meta.dirname, "../../../support/tools"));

export function sampleTool(name: string): Tool {
  const tool = sampleTools.find((one) => one.name === name);
  if (!tool) throw new Error(`there is no sample tool ${name}`);
  return tool;
}
