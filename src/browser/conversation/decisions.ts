/** The visitor's words on cards that the log does not show yet: told again after every reconnect, which is harmless, because the desk takes each of them once. */
import type { ClientFrame } from "#contracts/frames";
import type { KnownEvent } from "#browser/wire/events";

export type Decisions = {
  /** By proposal. */
  waiting: ReadonlyMap<string, boolean>;
  decide: (proposal: string, accept: boolean) => void;
  /** The log has it. */
  settle: (event: KnownEvent) => void;
  tellAgain: () => void;
};

/** `say`: false when not connected. */
export function makeDecisions(say: (frame: ClientFrame) => boolean, changed: () => void): Decisions {
  const waiting = new Map<string, boolean>();
  const tell = (proposal: string, accept: boolean): boolean => say({ v: 1, type: "confirm", proposal, accept });
  return {
    waiting,
    decide: (proposal, accept) => {
      // The first word counts; a second press of the other button comes too late.
      if (waiting.has(proposal)) return;
      waiting.set(proposal, accept);
      tell(proposal, accept);
      changed();
    },
    settle: (event) => {
      if (event.type === "tool.decided") waiting.delete(event.proposal);
    },
    tellAgain: () => {
      for (const [proposal, accept] of waiting) tell(proposal, accept);
    },
  };
}
