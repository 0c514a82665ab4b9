/**
 * What a killed start left running. `kill -9` of wrangler leaves workerd behind, with the port and the data files in its hands; this
 * ends such processes before a new start. A process counts as left over only if it runs from this repository's packages and the Node
 * process that started it is gone.
 */
import { killTree, runningProcesses } from "../process-tree.ts";
import type { RunningProcess } from "../process-tree.ts";
import { inRepository } from "../repository.ts";

export function endLeftovers(): void {
  for (const { pid } of leftovers(runningProcesses(), inRepository("node_modules"))) killTree(pid);
}

export function leftovers(running: RunningProcess[], packages: string): RunningProcess[] {
  const isServer = ({ command }: RunningProcess) =>
    command.includes(packages) && /wrangler-dist\/cli\.js dev|workerd serve|esbuild --service/.test(command);
  const isNode = (pid: number) => running.some((candidate) => candidate.pid === pid && /(^|\/)node(\s|$)/.test(candidate.command));
  return running.filter((candidate) => isServer(candidate) && (candidate.parent === 1 || !isNode(candidate.parent)));
}
