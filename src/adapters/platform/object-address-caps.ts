/**
 * The caps of addresses, counted in objects that each know a share of them. An isolate remembers who was refused, so that a flood ends here and not at the object. An object that does
 * not answer refuses nobody: the limits by the minute still hold, and a counter must not be what keeps customers away.
 */
import type { Asked, OverCap } from "#domain/address-caps";
import { fail, ok, type Result } from "#domain/result";
import { dayOf } from "#domain/spending";
import type { AddressCaps } from "#ports/address-caps";
import type { Clock } from "#ports/clock";

type Caps = { starts: number; messages: number };

export type AddressDayObject = {
  take(day: string, visitor: string, asked: Asked, caps: Caps): Promise<{ over: "starts" | "messages" | null }>;
};

/** What an isolate keeps between requests: whom it has seen refused, and what of, today. */
export type RefusedMemory = { day: string; refused: Set<string> };

export type ObjectAddressCapsOptions = {
  objectOf: (visitor: string) => AddressDayObject;
  caps: Caps;
  clock: Clock;
  memory: RefusedMemory;
};

const patienceMs = 1_000;
const mostRemembered = 10_000;
const dayMs = 24 * 60 * 60 * 1000;

export class ObjectAddressCaps implements AddressCaps {
  readonly #options: ObjectAddressCapsOptions;

  constructor(options: ObjectAddressCapsOptions) {
    this.#options = options;
  }

  async take(visitor: string, asked: Asked): Promise<Result<null, OverCap>> {
    const { objectOf, caps, clock, memory } = this.#options;
    const day = dayOf(clock.now());
    const overCap = (reason: OverCap["reason"]) => fail({ reason, cap: caps[reason], untilMs: Date.parse(day) + dayMs });
    if (memory.day !== day || memory.refused.size >= mostRemembered) {
      memory.day = day;
      memory.refused.clear();
    }
    const known = asked.starts > 0 ? "starts" : "messages";
    if (memory.refused.has(`${known} ${visitor}`)) return overCap(known);
    const { over } = await this.#inTime(objectOf(visitor).take(day, visitor, asked, caps)).catch(() => ({ over: null }));
    if (over === null) return ok(null);
    memory.refused.add(`${over} ${visitor}`);
    return overCap(over);
  }

  #inTime<T>(asked: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#options.clock.after(patienceMs, () => reject(new Error("the count of addresses does not answer")));
      asked.finally(cancel).then(resolve, reject);
    });
  }
}
