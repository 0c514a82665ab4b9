/** The caps of addresses, wired; absent where both are off. */
import { ObjectAddressCaps, type RefusedMemory } from "#adapters/platform/object-address-caps";
import { workersClock } from "#adapters/platform/workers-clock";
import type { AddressCaps } from "#ports/address-caps";
import { environment } from "./isolate.ts";

const memory: RefusedMemory = { day: "", refused: new Set() };

/** Hexadecimal digits of the pseudonym that choose the object: 256 of them. */
const shardDigits = 2;

export function addressCaps(env: Env): AddressCaps | undefined {
  const { STARTS_PER_ADDRESS_DAY: starts, MESSAGES_PER_ADDRESS_DAY: messages } = environment(env);
  if (starts === 0 && messages === 0) return undefined;
  return new ObjectAddressCaps({
    objectOf: (visitor) => env.ADDRESS_DAYS.getByName(visitor.slice(0, shardDigits)),
    caps: { starts, messages },
    clock: workersClock,
    memory,
  });
}
