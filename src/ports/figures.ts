/** The figures of the whole desk: what has been added up, and what can be seen at this moment. */
import type { Figures, Waiting } from "#domain/figures";

/** A value at this moment. Labels are few and closed, as in `#domain/metrics`. */
export type Gauge = { name: string; help: string; samples: { labels: Readonly<Record<string, string>>; value: number }[] };

export interface FiguresReader {
  /** What all isolates have told so far, and the handoffs that wait for a ticket. Rejects when a shard does not answer. */
  added(): Promise<{ figures: Figures; waiting: Waiting[] }>;
  /** Never rejects: a source that does not answer is missing, and named in `edgedesk_source_down`. */
  gauges(): Promise<Gauge[]>;
}
