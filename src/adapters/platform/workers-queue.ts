/** The way out of a conversation over Cloudflare Queues. */
import type { HandoffMessage } from "#contracts/handoffs";
import type { HandoffQueue } from "#ports/handoff-queue";

export const workersQueue = (queue: Queue<HandoffMessage>): HandoffQueue => ({
  send: async (message) => {
    await queue.send(message);
  },
});
