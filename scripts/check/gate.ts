/** A gate is one question about a tree, with a yes or no. `npm run check` asks all of them; test/canaries shows that each can say no. */
import { stripVTControlCharacters } from "node:util";
import { finish } from "../command.ts";
import { inRepository } from "../repository.ts";

export type Verdict = {
  ok: boolean;
  /** What is wrong, and where; shown in full when the gate refuses. */
  output: string;
  /** A figure worth seeing when all is well. */
  note?: string;
};

export type Gate = {
  name: string;
  /** `root` is the tree that is looked at: this repository, or a canary's. Its packages are this repository's. */
  check: (root: string) => Promise<Verdict>;
};

/** A gate that is one tool: it refuses when the tool's exit code is not 0. */
export const toolGate = (name: string, tool: string, ...args: string[]): Gate => ({
  name,
  check: async (root) => {
    const { code, output } = await runTool(root, tool, ...args);
    // Under CI some tools paint what they say, whoever reads it.
    return { ok: code === 0, output: stripVTControlCharacters(output) };
  },
});

export const runTool = (root: string, tool: string, ...args: string[]) =>
  finish(inRepository("node_modules", ".bin", tool), args, { cwd: root });
