/** Everything that the work on vectors needs from outside, wired. */
import type { Telemetry } from "#ports/telemetry";
import type { FindingPorts } from "./finding-ports.ts";
import { knowledgePorts } from "./knowledge-ports.ts";
import { telemetryPort } from "./telemetry-ports.ts";

export function ingestionPorts(
  env: Env,
  background: (work: Promise<void>) => void,
): { finding: FindingPorts | null; telemetry: Telemetry } {
  // As in the handoffs' consumer: the next batch waits for the end of this one.
  const telemetry = telemetryPort(env, background, { gatherMs: 0 });
  return { finding: knowledgePorts(env, background, telemetry).finding, telemetry };
}
