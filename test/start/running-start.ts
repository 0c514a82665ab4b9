/** `npm start` as a person runs it, on a port and a state folder of its own. */
import { spawn } from "node:child_process";
import { tree } from "../../scripts/process-tree.ts";
import type { RunningProcess } from "../../scripts/process-tree.ts";
import { inRepository, repository } from "../../scripts/repository.ts";

export type RunningStart = {
  pid: number;
  /** Everything that it printed. */
  output: () => string;
  /** Resolves with the whole process tree once the links are printed; rejects when it ends before that. */
  ready: Promise<RunningProcess[]>;
  /** Resolves with the exit code. */
  ended: Promise<number>;
};

export function npmStart(...options: string[]): RunningStart {
  const child = spawn("node", [inRepository("scripts", "run.mjs"), "scripts/start.ts", ...options], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const pid = child.pid ?? 0;
  let output = "";
  const ended = new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? 1)));
  const ready = new Promise<RunningProcess[]>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (output.includes("/desk#token=")) resolve(tree(pid));
      });
    }
    void ended.then((code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
  ready.catch(() => {}); // a test that waits for the end only has no use for it
  return { pid, output: () => output, ready, ended };
}
