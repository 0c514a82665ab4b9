/** Getting in, as whom: one attempt at a time, with what the host site signed and the desk has not seen in this conversation yet. */
import { type Admission, admit } from "./admission.ts";
import type { Device, Pass } from "./device.ts";
import type { Surroundings } from "./surroundings.ts";

export type Entrance = {
  /** `distrust`: the token was just refused, whatever our clock says of it. */
  enter: (distrust: boolean) => Promise<Admission>;
  /** The token that the host site gave; null: none. */
  vouchedBy: () => string | null;
  vouch: (token: string | null) => void;
};

/** `entered`: the pass to keep. `mistaken`: the conversation belongs to another customer; afterwards the device knows none. */
export function makeEntrance(
  desk: string,
  surroundings: Surroundings,
  device: Device,
  { entered, mistaken }: { entered: (pass: Pass) => void; mistaken: () => void },
): Entrance {
  let entering: Promise<Admission> | null = null;
  /** What the host site signed, and for which conversation the desk has seen it. */
  let identity: { token: string; seenIn: string | null } | null = null;

  async function ask(distrust: boolean): Promise<Admission> {
    const { pass } = device.memory();
    const vouched = identity;
    const unseen = vouched !== null && (pass === null || vouched.seenIn !== pass.id) ? vouched.token : null;
    const admission = await admit(desk, surroundings, pass, distrust, unseen);
    if (admission.to === "other") {
      mistaken();
      return ask(distrust);
    }
    if (admission.to === "enter") {
      if (vouched !== null) vouched.seenIn = admission.pass.id;
      entered(admission.pass);
    }
    return admission;
  }

  return {
    // One at a time: two that found no conversation would begin two.
    enter: (distrust) => {
      entering ??= ask(distrust).finally(() => {
        entering = null;
      });
      return entering;
    },
    vouchedBy: () => identity?.token ?? null,
    vouch: (token) => {
      identity = token === null ? null : { token, seenIn: null };
    },
  };
}
