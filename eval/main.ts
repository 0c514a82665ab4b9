/** `npm run eval -- <what> …`: measures the code that the Worker runs on anybody's data. Every evaluation is listed here. */

import { abstain } from "./abstain.ts";
import { runCommand } from "./command.ts";
import type { Evaluation } from "./evaluation.ts";
import { golden } from "./golden.ts";
import { handoff } from "./handoff.ts";
import { injection } from "./injection.ts";
import { intents } from "./intents.ts";
import { obedient } from "./obedient.ts";
import { openmetrics } from "./openmetrics.ts";
import { pii } from "./pii.ts";
import { retrieval } from "./retrieval.ts";
import { router } from "./router.ts";

const evaluations: readonly Evaluation[] = [intents, router, handoff, retrieval, abstain, injection, obedient, pii, openmetrics, golden];

process.exitCode = await runCommand(process.argv.slice(2), evaluations, {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
});
