/**
 * Sweeps once more through what is left of conversations that were erased a while ago. An erasure itself does not wait for this: it is for what was on its way then, such as
 * the ticket of a workflow that died between opening it and telling of it.
 */
import type { ScheduledPorts } from "#compose/scheduled-ports";
import type { Counts } from "./job.ts";

/** In one run; the rest is there the next time. */
export const mostSweeps = 200;
const atOnce = 10;

export async function sweepErased({ remains }: ScheduledPorts): Promise<Counts> {
  const erased = await remains.toSweep(mostSweeps);
  let failed = 0;
  for (let from = 0; from < erased.length; from += atOnce) {
    const swept = await Promise.allSettled(erased.slice(from, from + atOnce).map((conversation) => remains.sweep(conversation)));
    failed += swept.filter(({ status }) => status === "rejected").length;
  }
  return { swept: erased.length - failed, failed };
}
