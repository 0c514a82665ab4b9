/** What everything in one simulated world shares. `breaks` are the negative controls: worlds that are built wrongly on purpose, and must be caught. */
import type { Dice } from "./dice.ts";
import type { Faults } from "./faults.ts";
import type { Timeline } from "./timeline.ts";

/**
 * `key_ignored`: a ticket desk that opens a ticket for each request. `never_resends`: a customer who sends each message once. `ack_before_commit`: no output gate.
 * `no_alarm`: nobody wakes an object that died. `tool_key_ignored`: a company's system that pays for each request. `tool_without_key`: a desk that calls again, after a crash or a lost
 * answer, under another key. `unasked`: a desk that confirms its own proposals.
 */
export const breaks = [
  "key_ignored",
  "never_resends",
  "ack_before_commit",
  "no_alarm",
  "tool_key_ignored",
  "tool_without_key",
  "unasked",
] as const;
export type Break = (typeof breaks)[number];

export const isAboutTools = (broken: Break | null): boolean =>
  broken === "tool_key_ignored" || broken === "tool_without_key" || broken === "unasked";

export type World = {
  readonly conversation: string;
  readonly timeline: Timeline;
  readonly dice: Dice;
  /** Changes to none when the trouble is over. */
  faults: Faults;
  readonly breaks: Break | null;
  /** The desk has tools, and customers who ask for what they do. */
  readonly hasTools: boolean;
};

export class Lost extends Error {}
