/**
 * Which processes run, and how to end one with everything it started. Reads /proc where there is one (a slim Linux image has no `ps`)
 * and asks `ps` elsewhere. Never ends a process by its name alone.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export type RunningProcess = { pid: number; parent: number; command: string };

export function runningProcesses(): RunningProcess[] {
  return existsSync("/proc/self/stat") ? fromProc() : fromPs();
}

/** The process and everything below it, parents first. */
export function tree(pid: number, running = runningProcesses()): RunningProcess[] {
  const self = running.filter((candidate) => candidate.pid === pid);
  const children = running.filter((candidate) => candidate.parent === pid);
  return [...self, ...children.flatMap((child) => tree(child.pid, running))];
}

/** Asks the process to end, and ends whatever of its tree is still there after `graceMs`. */
export async function endTree(pid: number, graceMs = 4000): Promise<void> {
  const members = tree(pid);
  send(pid, "SIGTERM");
  const deadline = Date.now() + graceMs;
  while (members.some(isAlive) && Date.now() < deadline) await sleep(50);
  for (const member of members.filter(isAlive)) send(member.pid, "SIGKILL");
}

/** Ends everything that the process started, and leaves the process itself. */
export async function endDescendants(pid: number): Promise<void> {
  const children = runningProcesses().filter(({ parent }) => parent === pid);
  await Promise.all(children.map((child) => endTree(child.pid)));
}

/** Ends the whole tree at once, as a power cut does. */
export function killTree(pid: number): void {
  for (const member of tree(pid)) send(member.pid, "SIGKILL");
}

/** The same process, not another that was given its number since. */
function isAlive({ pid, command }: RunningProcess): boolean {
  return runningProcesses().some((candidate) => candidate.pid === pid && candidate.command === command);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself, which is what was wanted.
  }
}

function fromProc(): RunningProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        // The second field is the name in parentheses, which may hold spaces; state and parent follow. A zombie has ended.
        const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        return state === "Z" ? [] : [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return []; // ended while it was read
      }
    });
}

function fromPs(): RunningProcess[] {
  return execFileSync("ps", ["-axo", "pid=,ppid=,stat=,command="], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      return command === undefined || state?.startsWith("Z") ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    });
}
