/** Everything that the work on vectors needs from outside, wired. */
import { workersTelemetry } from "#adapters/platform/workers-telemetry";
import type { Telemetry } from "#ports/telemetry";
import type { FindingPorts } from "./finding-ports.ts";
import { knowledgePorts } from "./knowledge-ports.ts";

export const ingestionPorts = (
  env: Env,
  background: (work: Promise<void>) => void,
): { finding: FindingPorts | null; telemetry: Telemetry } => ({
  finding: knowledgePorts(env, background).finding,
  telemetry: workersTelemetry,
});
