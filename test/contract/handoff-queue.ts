/** What every HandoffQueue does: what was sent arrives, at least once, as it was sent. */
import { describe, expect, test } from "vitest";
import { type HandoffMessage, HandoffMessageSchema } from "#contracts/handoffs";
import type { HandoffQueue } from "#ports/handoff-queue";

/** `arrived`: resolves with what has come out at the far end, at the earliest when `count` messages have. */
export type QueueUnderTest = { queue: HandoffQueue; arrived(count: number): Promise<unknown[]> };

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

const message = (n: number): HandoffMessage => {
  const conversation = n.toString(16).padStart(32, "0");
  return { v: 1, handoff: `${conversation}-h${n}`, conversation, trace: n % 2 === 0 ? null : `00-${traceId}-00f067aa0ba902b7-01` };
};

export function handoffQueueSuite(name: string, make: () => Promise<QueueUnderTest>): void {
  describe(name, () => {
    test("a message arrives as it was sent", async () => {
      const { queue, arrived } = await make();
      await queue.send(message(1));
      const bodies = (await arrived(1)).map((body) => HandoffMessageSchema.parse(body));
      // Whoever reads it goes on in the same trace, under a span of its own.
      expect(bodies).toContainEqual({ ...message(1), trace: expect.stringContaining(`-${traceId}-`) });
    });

    test("of many messages sent at once, each arrives", async () => {
      const { queue, arrived } = await make();
      const sent = Array.from({ length: 25 }, (_, n) => message(n + 10));
      await Promise.all(sent.map((one) => queue.send(one)));
      const handoffs = new Set((await arrived(sent.length)).map((body) => HandoffMessageSchema.parse(body).handoff));
      expect([...handoffs]).toEqual(expect.arrayContaining(sent.map((one) => one.handoff)));
    });
  });
}
