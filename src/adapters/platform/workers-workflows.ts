/**
 * Handoff workflows over Cloudflare Workflows. The instance id is the handoff's id, so that a second start finds the first. A local instance
 * does not run on by itself after its process was killed, and one in production can be stuck; any event wakes either.
 */
import { type HandoffMessage, workflowEvents } from "#contracts/handoffs";
import type { Ensured, HandoffWorkflows } from "#ports/handoff-workflows";

/** The part of the platform's binding that is used. */
export interface WorkflowBinding {
  /** Throws for an instance that does not exist. */
  get(id: string): Promise<Instance>;
  create(options: { id: string; params: HandoffMessage }): Promise<unknown>;
}

type Instance = Pick<WorkflowInstance, "status" | "restart" | "resume" | "sendEvent">;

export class WorkersWorkflows implements HandoffWorkflows {
  private readonly workflow: WorkflowBinding;

  constructor(workflow: WorkflowBinding) {
    this.workflow = workflow;
  }

  async ensure(message: HandoffMessage, { isNew } = { isNew: false }): Promise<Ensured> {
    if (isNew && (await this.created(message))) return "created";
    const existing = await this.find(message.handoff);
    if (!existing) {
      await this.workflow.create({ id: message.handoff, params: message });
      return "created";
    }
    const { status } = await existing.status();
    switch (status) {
      case "errored":
      case "terminated":
      case "complete":
      case "rollingBack":
      case "unknown":
        // Complete, and yet asked for again: the conversation has not heard of the ticket. Every step is idempotent.
        await existing.restart();
        return "restarted";
      case "paused":
      case "waitingForPause":
        await existing.resume();
        return "woken";
      case "queued":
      case "running":
      case "waiting":
        await existing.sendEvent({ type: workflowEvents.poke, payload: {} });
        return "woken";
    }
  }

  async settle(handoff: string): Promise<void> {
    const existing = await this.find(handoff);
    if (!existing) return;
    const { status } = await existing.status();
    if (status === "running" || status === "waiting" || status === "queued")
      await existing.sendEvent({ type: workflowEvents.settled, payload: {} });
  }

  /** In production an id that is taken throws. Locally it is passed over without a word, so only who knows that there is none yet may begin with this. */
  private async created(message: HandoffMessage): Promise<boolean> {
    return this.workflow.create({ id: message.handoff, params: message }).then(
      () => true,
      () => false,
    );
  }

  private async find(id: string): Promise<Instance | null> {
    try {
      return await this.workflow.get(id);
    } catch {
      return null;
    }
  }
}
