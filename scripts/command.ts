/**
 * Runs a command to its end and returns what it said. A command that cannot be started ends like one that failed: its caller shows
 * the output and decides.
 */
import { spawn } from "node:child_process";

export type Finished = {
  /** Exit code; 1 when the command could not be started or was killed. */
  code: number;
  /** Standard output and standard error, in the order in which they came. */
  output: string;
  /** Standard output alone, for commands that answer in JSON and warn beside it. */
  stdout: string;
};

export type CommandOptions = {
  cwd: string;
  /** Added to this process's environment. */
  env?: Record<string, string>;
  /** Shows the output as it comes, too. */
  live?: boolean;
};

export function finish(command: string, args: string[], { cwd, env = {}, live = false }: CommandOptions): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let stdout = "";
    const take = (stream: NodeJS.WriteStream) => (chunk: string) => {
      output += chunk;
      if (live) stream.write(chunk);
    };
    child.stdout
      .setEncoding("utf8")
      .on("data", take(process.stdout))
      .on("data", (chunk: string) => {
        stdout += chunk;
      });
    child.stderr.setEncoding("utf8").on("data", take(process.stderr));
    child.on("error", (error) => resolve({ code: 1, output: `${command}: ${error.message}\n`, stdout }));
    child.on("close", (code) => resolve({ code: code ?? 1, output, stdout }));
  });
}
