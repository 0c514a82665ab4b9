/** What a process has cost so far, from the system's own books: /proc on Linux, `ps` on macOS. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** `cpuMs`: user and system time of all its threads since it began; `residentBytes`: what of it is in memory now. */
export type ProcessCosts = { cpuMs: number; residentBytes: number };

const linux = existsSync("/proc/self/stat");
/** Ticks a second in /proc/<pid>/stat (proc_pid_stat(5)). */
const ticksPerSecond = linux ? Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" })) : 0;

export function processCosts(pid: number): ProcessCosts {
  if (!linux) return fromPs(pid);
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // Fields after the name in parentheses, which may hold spaces: the 12th and 13th are utime and stime.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return { cpuMs: (ticks * 1000) / ticksPerSecond, residentBytes: Number(kilobytes) * 1024 };
}

function fromPs(pid: number): ProcessCosts {
  const [time = "", kilobytes] = execFileSync("ps", ["-o", "time=,rss=", "-p", String(pid)], { encoding: "utf8" })
    .trim()
    .split(/\s+/);
  // [[days-]hours:]minutes:seconds.hundredths
  const seconds = time.split(/[-:]/).reduce((sum, part, i, parts) => sum * (parts.length === 4 && i === 1 ? 24 : 60) + Number(part), 0);
  return { cpuMs: seconds * 1000, residentBytes: Number(kilobytes) * 1024 };
}
