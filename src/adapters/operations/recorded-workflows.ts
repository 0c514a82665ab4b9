/**
 * Handoff workflows that are written down before they are started, so that the reconciler finds the ones that got stuck. The ledger helps and is not needed: when it
 * does not answer, the workflow is started all the same.
 */
import type { HandoffMessage } from "#contracts/handoffs";
import type { HandoffLedger } from "#ports/handoff-ledger";
import type { Ensured, HandoffWorkflows } from "#ports/handoff-workflows";

export class RecordedWorkflows implements HandoffWorkflows {
  readonly #workflows: HandoffWorkflows;
  readonly #ledger: HandoffLedger;

  constructor({ workflows, ledger }: { workflows: HandoffWorkflows; ledger: HandoffLedger }) {
    this.#workflows = workflows;
    this.#ledger = ledger;
  }

  async ensure(message: HandoffMessage): Promise<Ensured> {
    const known = await this.#ledger.begun(message).catch(() => ({ isNew: false, hasEnded: false }));
    // The queue may bring a message twice, days apart: what has ended would start over and wait for a ticket that is closed.
    if (known.hasEnded) return "ended";
    try {
      return await this.#workflows.ensure(message, { isNew: known.isNew });
    } catch (error) {
      await this.#ledger.failed(message.handoff, `workflow: ${error instanceof Error ? error.message : "unknown"}`).catch(() => undefined);
      throw error;
    }
  }

  async settle(handoff: string): Promise<void> {
    await this.#ledger.closing(handoff).catch(() => undefined);
    await this.#workflows.settle(handoff);
  }
}
