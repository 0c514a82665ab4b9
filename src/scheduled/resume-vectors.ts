/** Sends articles whose vectors are unfinished on their way again: a queue may lose a message, and what was given up may work by now. */
import type { ScheduledPorts } from "#compose/scheduled-ports";
import type { Counts } from "./job.ts";

/** In one run; the rest is there the next time. */
const mostArticles = 1_000;

export async function resumeVectors({ finding }: ScheduledPorts): Promise<Counts> {
  const unfinished = (await finding?.books.unfinished()) ?? [];
  const queued = unfinished.slice(0, mostArticles);
  if (queued.length > 0) await finding?.queue.send(queued);
  return { queued: queued.length };
}
