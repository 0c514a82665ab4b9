import { env } from "cloudflare:workers";
import { afterEach, vi } from "vitest";
import { workersQueue } from "#adapters/platform/workers-queue";
import { WorkersWorkflows } from "#adapters/platform/workers-workflows";
import { handoffQueueSuite } from "../handoff-queue.ts";

/** The queue hands a batch out after the one before it was worked off, on a machine that may be busy. */
const arrivesWithin = { timeout: 30_000 };

afterEach(() => {
  vi.restoreAllMocks();
});

// The real queue delivers to the real consumer; what it hands to the workflows is what has arrived.
handoffQueueSuite("the queue of the platform", async () => {
  const bodies: unknown[] = [];
  vi.spyOn(WorkersWorkflows.prototype, "ensure").mockImplementation(async (message) => {
    bodies.push(message);
    return "created";
  });
  const arrived = (count: number) =>
    vi.waitFor(() => {
      if (bodies.length < count) throw new Error(`${bodies.length} of ${count} messages have arrived`);
      return bodies;
    }, arrivesWithin);
  return { queue: workersQueue(env.HANDOFFS), arrived };
});
