/** `npm run format`: writes what the tools can write: the house's format, and the types that wrangler derives from wrangler.toml. */
import { runTool } from "./check/gate.ts";
import { writeGeneratedTypes } from "./check/worker-configuration.ts";
import { repository } from "./repository.ts";

const runs = [await runTool(repository, "oxfmt", "."), await writeGeneratedTypes(repository)];
for (const { code, output } of runs) {
  if (code !== 0) console.error(output);
}
process.exitCode = runs.every(({ code }) => code === 0) ? 0 : 1;
