/** Whether a person is at the desk, and what follows: a word at the top, the time beside the button, an address that is asked for. */
import type { Snapshot } from "#browser/conversation/visit";
import { h } from "#browser/page/dom";
import { type Availability, fetchAvailability, unknownAvailability } from "#browser/wire/availability";
import type { Manner } from "./view/entries.ts";

export type Presence = {
  /** Stands above the conversation while nobody is there. */
  element: HTMLElement;
  /** Asks the desk again. */
  ask: (desk: string) => void;
  show: (state: Snapshot["transcript"]["state"]) => void;
  /** When a person is there, or how soon one means to answer; empty: unknown. */
  when: () => string;
  /** Null: no address is asked for. Else the words with which it is; empty: our own. */
  asksContact: (now: Snapshot) => string | null;
  /** The visitor wants to give another address, or has. */
  changeContact: (changes: boolean) => void;
};

export function makePresence({ strings, times }: Manner, changed: () => void): Presence {
  let available: Availability = unknownAvailability;
  let changes = false;
  const element = h("p", { class: "away-note", hidden: true });
  return {
    element,
    ask: (desk) => {
      const told = async (): Promise<void> => {
        available = (await fetchAvailability(desk)) ?? available;
        changed();
      };
      void told();
    },
    show: (state) => {
      const { open, changesAt, awayMessage } = available;
      element.hidden = open || state === "human" || state === "closed";
      const own = strings.away(changesAt === null ? null : times.next(changesAt));
      element.textContent = awayMessage === "" ? own : awayMessage;
    },
    when: () => {
      const { open, changesAt, aimMinutes } = available;
      if (!open) return changesAt === null ? "" : strings.backAt(times.next(changesAt));
      return aimMinutes === null ? "" : strings.aim(times.duration(aimMinutes));
    },
    // Only from somebody who waits for a person while none is there, and of whom nobody knows better.
    asksContact: ({ transcript: { state, customer }, contact }) => {
      if (changes) return state === "closed" ? null : "";
      const waits = state === "waiting" && !available.open && customer === null && contact === null;
      return waits && available.emailCapture ? "" : null;
    },
    changeContact: (wanted) => {
      changes = wanted;
      changed();
    },
  };
}
