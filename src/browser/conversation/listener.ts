/** Who is told what happens to a conversation. Called as it happens, never in the middle of another call. */
import type { KnownEvent, PlacedEvent } from "#browser/wire/events";
import type { Told } from "#browser/wire/http";

export type Listener = {
  changed: () => void;
  /** An event that came live, not one that was read again. */
  happened: (event: KnownEvent) => void;
  /** The next event of the log, known or not, read again or live. */
  logged?: (placed: PlacedEvent) => void;
  /** The desk has stored the message, or will not; it is sent again when asked. */
  acknowledged?: (id: string, seq: number) => void;
  refused?: (id: string, told: Told) => void;
  /** No conversation can be had, and why; waiting does not help. */
  turnedAway?: (told: Told) => void;
  /** What was read belongs to a conversation that is gone. */
  forgotten?: () => void;
};
