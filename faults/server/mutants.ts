/**
 * Negative controls in the product itself: a promise is taken out of the bundled Worker, and the campaign must see that it is gone. Each change names the text that it takes
 * out; when the product no longer has it exactly once, the control says so instead of proving nothing.
 */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

type Change = readonly [from: string, to: string];

export const mutants = {
  /** An agent may commit what it began before a person took over. */
  unfenced: [
    ["if (agentMaySpeak(standing, turn.epoch)) return standing;", "return standing;"],
    [
      'const unfinished = records.turns.unfinished();\n  const next = changeOwnership(standing, "person_joined");',
      'const unfinished = [];\n  const next = changeOwnership(standing, "person_joined");',
    ],
  ],
} as const satisfies Record<string, readonly Change[]>;
export type Mutant = keyof typeof mutants;

/** @returns the main module of the changed Worker, beside which lie its other modules. */
export function mutantOf(mainModule: string, mutant: Mutant, outDir: string): string {
  let text = readFileSync(mainModule, "utf8");
  for (const [from, to] of mutants[mutant]) {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`the control ${mutant} finds ${parts.length - 1} times: ${from}`);
    text = parts.join(to);
  }
  cpSync(dirname(mainModule), outDir, { recursive: true });
  const changed = join(outDir, basename(mainModule));
  writeFileSync(changed, text);
  return changed;
}
