/** One clock for everything on the page that shows how long ago something was: a tick for all, not a timer for each. */
import { useSyncExternalStore } from "react";

const everyMs = 5_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Milliseconds since 1970, at most five seconds old. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
