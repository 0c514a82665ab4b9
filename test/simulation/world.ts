/** What everything in one simulated world shares. `breaks` are the negative controls: worlds that are built wrongly on purpose, and must be caught. */
import type { Dice } from "./dice.ts";
import type { Faults } from "./faults.ts";
import type { Timeline } from "./timeline.ts";

/**
 * `key_ignored`: a ticket desk that opens a ticket for each request. `never_resends`: a customer who sends each message once. `ack_before_commit`: no output gate.
 * `no_alarm`: nobody wakes an object that died.
 */
export const breaks = ["key_ignored", "never_resends", "ack_before_commit", "no_alarm"] as const;
export type Break = (typeof breaks)[number];

export type World = {
  readonly conversation: string;
  readonly timeline: Timeline;
  readonly dice: Dice;
  /** Changes to none when the trouble is over. */
  faults: Faults;
  readonly breaks: Break | null;
};

export class Lost extends Error {}
