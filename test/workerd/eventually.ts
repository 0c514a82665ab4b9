/**
 * Waiting for what happens by itself: a queue's batch, an alarm, a workflow. vitest's own wait gives up after a second, which a busy machine
 * needs for less; this one only ends what hangs. How long a thing may take is never what a test here is about.
 */
import { vi } from "vitest";

const hangsAfterMs = 50_000;

/** Asks again and again until nothing is thrown, and gives what came back; the last error when it never comes. */
export const eventually = <T>(ask: () => T | Promise<T>, withinMs = hangsAfterMs): Promise<T> =>
  vi.waitFor(ask, { timeout: withinMs, interval: 25 });
