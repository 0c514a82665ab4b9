/** Gauges that follow from what was added up. */
import { type Figures, seriesOf, type Waiting } from "#domain/figures";
import type { Gauge } from "#ports/figures";

export function outboxGauges(waiting: readonly Waiting[], nowMs: number): Gauge[] {
  const oldestMs = waiting[0]?.sinceMs ?? nowMs;
  return [
    { name: "outbox_waiting", help: "Handoffs without a ticket yet.", samples: [{ labels: {}, value: waiting.length }] },
    {
      name: "outbox_oldest_seconds",
      help: "How long the oldest of them has waited.",
      samples: [{ labels: {}, value: Math.max(0, nowMs - oldestMs) / 1000 }],
    },
  ];
}

/** Of sockets that a deploy or a crash has cut nobody may have seen the end, so this can be too high, never too low. */
export function socketGauge({ counters }: Figures): Gauge {
  const of = (name: string): number => counters[seriesOf(name, [])] ?? 0;
  const open = Math.max(0, of("sockets_opened") - of("sockets_closed"));
  return {
    name: "sockets_open",
    help: "Sockets that are open, those whose end nobody saw included.",
    samples: [{ labels: {}, value: open }],
  };
}
