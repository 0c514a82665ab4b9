/** The ways out of a conversation: another one, an earlier one, its end, its text to keep, its deletion. */
import { type Device, type Memory, nothing } from "./device.ts";
import { allPasses, goneBack, leftBehind } from "./earlier.ts";
import { endConversation, eraseConversation, fetchTranscript } from "./errands.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Transcript } from "./transcript.ts";
import type { Conversation } from "./visit.ts";

type Setting = {
  desk: string;
  surroundings: Surroundings;
  device: Device;
  transcript: () => Transcript;
  /** Hangs up and forgets the log. `memory`: what the device knows from now on. */
  leave: (memory: Memory) => void;
  open: () => void;
};

export type Departures = Pick<Conversation, "startOver" | "reopen" | "end" | "text" | "eraseAll" | "vanish">;

export function makeDepartures({ desk, surroundings, device, transcript, leave, open }: Setting): Departures {
  const vanish = (): void => leave(nothing);
  return {
    vanish,
    startOver: () => leave(leftBehind(device.memory(), transcript())),
    reopen: (id) => {
      const memory = goneBack(leftBehind(device.memory(), transcript()), id);
      if (memory === null) return;
      leave(memory);
      open();
    },
    end: async () => {
      const { pass } = device.memory();
      return pass !== null && endConversation(desk, surroundings, pass);
    },
    text: async () => {
      const { pass } = device.memory();
      return pass === null ? null : fetchTranscript(desk, surroundings, pass);
    },
    eraseAll: async () => {
      const done = await Promise.all(allPasses(device.memory()).map((pass) => eraseConversation(desk, surroundings, pass)));
      if (done.every(Boolean)) vanish();
      return done.every(Boolean);
    },
  };
}
