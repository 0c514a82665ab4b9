/**
 * Who imports whom, as .dependency-cruiser.mjs says. The tool is green when it sees nothing (under a TypeScript that it cannot read it
 * sees no module and is content), so this gate also counts: every source file must be among the modules that it looked at.
 */
import { globSync } from "node:fs";
import { z } from "zod";
import { runTool } from "./gate.ts";
import type { Gate } from "./gate.ts";

const ReportSchema = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    totalDependenciesCruised: z.int(),
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }), comment: z.string().optional() }),
    ),
  }),
});

export const floors: Gate = {
  name: "floors",
  check: async (root) => {
    const { output } = await runTool(root, "depcruise", "src", "--config", ".dependency-cruiser.mjs", "--output-type", "json");
    const report = parse(output);
    if (report === undefined) return { ok: false, output };
    const seen = new Set(report.modules.map(({ source }) => source));
    const unseen = globSync("src/**/*.{ts,tsx}", { cwd: root }).filter((file) => !file.endsWith(".d.ts") && !seen.has(file));
    const { violations, totalDependenciesCruised } = report.summary;
    const problems = [
      ...violations.map(({ rule, from, to, comment }) => `${rule.name}: ${from} → ${to}${comment === undefined ? "" : `\n    ${comment}`}`),
      ...unseen.map((file) => `unseen: dependency-cruiser did not look at ${file}`),
    ];
    return { ok: problems.length === 0, output: problems.join("\n"), note: `${seen.size} modules, ${totalDependenciesCruised} imports` };
  },
};

function parse(output: string) {
  try {
    return ReportSchema.parse(JSON.parse(output));
  } catch {
    return undefined;
  }
}
