/** The workflow of a handoff on the platform, one instance each, named by the handoff's id. What it does is in `run-handoff.ts`. */
import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import { escalationPorts } from "#compose/escalation-ports";
import { type HandoffMessage, HandoffMessageSchema } from "#contracts/handoffs";
import { type HandoffEnd, type HandoffSteps, runHandoff } from "./run-handoff.ts";

export class HandoffWorkflow extends WorkflowEntrypoint<Env, HandoffMessage> {
  override run(event: Readonly<WorkflowEvent<HandoffMessage>>, step: WorkflowStep): Promise<HandoffEnd> {
    const steps: HandoffSteps = {
      do: (name, policy, work) => step.do(name, policy, work),
      waitForEvent: (name, options) => step.waitForEvent(name, options),
    };
    return runHandoff(
      HandoffMessageSchema.parse(event.payload),
      event.instanceId,
      steps,
      escalationPorts(this.env, (work) => this.ctx.waitUntil(work)),
    );
  }
}
