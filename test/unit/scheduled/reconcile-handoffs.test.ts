import { expect, test } from "vitest";
import type { HandoffMessage } from "#contracts/handoffs";
import type { Ensured } from "#ports/handoff-workflows";
import { mostSuspects, reconcileHandoffs, waitMs } from "#scheduled/reconcile-handoffs";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { fakeScheduledPorts } from "../../fakes/scheduled-ports.ts";

const minuteMs = 60_000;
const message = (n: number): HandoffMessage => {
  const conversation = n.toString(16).padStart(32, "0");
  return { v: 1, handoff: `${conversation}-h1`, conversation, trace: null };
};

/** A desk on which so many handoffs were begun six minutes ago. */
async function deskWith(count: number, ensure: () => Promise<Ensured> = async () => "restarted") {
  const clock = new ManualClock("2026-11-22T10:00:00Z");
  const asked: string[] = [];
  const settled: string[] = [];
  const letters: [string, string][] = [];
  const ports = fakeScheduledPorts({
    clock,
    workflows: {
      ensure: async ({ handoff }) => {
        asked.push(handoff);
        return ensure();
      },
      settle: async (handoff) => void settled.push(handoff),
    },
  });
  const deadLetters = {
    ...ports.deadLetters,
    keep: async ({ handoff }: HandoffMessage, by = "queue") => void letters.push([handoff, by]),
  };
  for (let n = 1; n <= count; n++) await ports.ledger.begun(message(n));
  clock.advance(6 * minuteMs);
  return { clock, asked, settled, letters, ports: { ...ports, deadLetters } };
}

test("a handoff that got stuck is started again, and not again before its next look is due", async () => {
  const { asked, ports } = await deskWith(1);
  expect(await reconcileHandoffs(ports)).toMatchObject({ suspects: 1, restarted: 1 });
  expect(await reconcileHandoffs(ports)).toMatchObject({ suspects: 0 });
  expect(asked).toEqual([message(1).handoff]);
});

test("one whose ticket is closed and whose workflow lives on is settled again, not started", async () => {
  const { clock, asked, settled, ports } = await deskWith(1);
  await ports.ledger.told(message(1).handoff);
  await ports.ledger.closing(message(1).handoff);
  clock.advance(6 * minuteMs);
  expect(await reconcileHandoffs(ports)).toMatchObject({ settled: 1 });
  expect([asked, settled]).toEqual([[], [message(1).handoff]]);
});

test("one run looks after a bounded number, and the next goes on with the rest", async () => {
  const { asked, ports } = await deskWith(mostSuspects + 7);
  expect(await reconcileHandoffs(ports)).toMatchObject({ suspects: mostSuspects });
  expect(await reconcileHandoffs(ports)).toMatchObject({ suspects: 7 });
  expect(new Set(asked).size).toBe(mostSuspects + 7);
});

test("one that fails does not keep the others from being looked after", async () => {
  let calls = 0;
  const { ports } = await deskWith(3, async () => {
    calls += 1;
    if (calls === 1) throw new Error("the workflow service is away");
    return "woken";
  });
  expect(await reconcileHandoffs(ports)).toMatchObject({ suspects: 3, failed: 1, woken: 2 });
});

test("after more than an hour without a ticket a person is told, once", async () => {
  const { clock, letters, ports } = await deskWith(1);
  for (let run = 0; run < 100; run++) {
    await reconcileHandoffs(ports);
    clock.advance(5 * minuteMs);
  }
  expect(letters).toEqual([[message(1).handoff, "reconciler"]]);
});

test("what got stuck together does not come back together, and never waits longer than ninety minutes", () => {
  expect(waitMs(3, 0)).toBe(40 * minuteMs);
  expect(waitMs(3, 0.5)).toBe(50 * minuteMs);
  expect(waitMs(30, 0.999)).toBeLessThan(90 * minuteMs);
});
