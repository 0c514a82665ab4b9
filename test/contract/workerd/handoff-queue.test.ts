import { env } from "cloudflare:workers";
import { afterEach, vi } from "vitest";
import { workersQueue } from "#adapters/platform/workers-queue";
import { WorkersWorkflows } from "#adapters/platform/workers-workflows";
import { eventually } from "../../workerd/eventually.ts";
import { handoffQueueSuite } from "../handoff-queue.ts";

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
    eventually(() => {
      if (bodies.length < count) throw new Error(`${bodies.length} of ${count} messages have arrived`);
      return bodies;
    });
  return { queue: workersQueue(env.HANDOFFS), arrived };
});
