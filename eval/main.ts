/** `npm run eval -- <what> …`: measures the code that the Worker runs on anybody's data. Every evaluation is listed here. */

import { abstain } from "./abstain.ts";
import { runCommand } from "./command.ts";
import type { Evaluation } from "./evaluation.ts";
import { injection } from "./injection.ts";
import { retrieval } from "./retrieval.ts";

const evaluations: readonly Evaluation[] = [retrieval, abstain, injection];

process.exitCode = await runCommand(process.argv.slice(2), evaluations, {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
});
