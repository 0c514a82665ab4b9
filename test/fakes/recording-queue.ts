/** A way out that remembers what was sent, and refuses while a test says so. */
import type { HandoffMessage } from "#contracts/handoffs";
import type { HandoffQueue } from "#ports/handoff-queue";

export class RecordingQueue implements HandoffQueue {
  readonly sent: HandoffMessage[] = [];
  isDown = false;

  async send(message: HandoffMessage): Promise<void> {
    if (this.isDown) throw new Error("the queue takes nothing");
    this.sent.push(message);
  }
}
