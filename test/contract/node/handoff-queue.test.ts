import { expect, test } from "vitest";
import { RecordingQueue } from "../../fakes/recording-queue.ts";
import { handoffQueueSuite } from "../handoff-queue.ts";

handoffQueueSuite("a queue in memory", async () => {
  const queue = new RecordingQueue();
  return { queue, arrived: async () => queue.sent };
});

test("a queue that is down refuses, so that the sender knows", async () => {
  const queue = new RecordingQueue();
  queue.isDown = true;
  const conversation = "0".repeat(32);
  await expect(queue.send({ v: 1, handoff: `${conversation}-h1`, conversation, trace: null })).rejects.toThrow("takes nothing");
});
