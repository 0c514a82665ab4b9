/** A person at the desk, who tries again until it is done. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Rig } from "../rig.ts";

export async function operator(rig: Rig, conversation: string, verb: "take-over" | "give-back", signal: AbortSignal): Promise<void> {
  // Whoever has taken over gives back, even when the campaign ends meanwhile.
  for (let tries = 0; tries < 100 && (verb === "give-back" || !signal.aborted); tries++) {
    const answer = await fetch(`${rig.url}/campaign/${conversation}/${verb}`, { method: "POST", signal: AbortSignal.timeout(4_000) }).catch(
      () => null,
    );
    if (answer !== null && answer.status < 500) return;
    await sleep(200);
  }
}
