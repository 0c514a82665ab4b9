/** Asks again and again, never twice at once, and not while nobody looks. */

export type Poll = { now: () => void; stop: () => void };

/** `everyMs`: pause between an answer and the next question. `now`: ask at once. */
export function poll(everyMs: number, ask: () => Promise<void>): Poll {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let asking = false;
  let again = false;

  async function turn(): Promise<void> {
    if (asking) {
      again = true;
      return;
    }
    clearTimeout(timer);
    asking = true;
    if (document.visibilityState === "visible") await ask();
    asking = false;
    if (stopped) return;
    if (again) {
      again = false;
      void turn();
    } else timer = setTimeout(() => void turn(), everyMs);
  }

  const onVisible = (): void => {
    if (document.visibilityState === "visible") void turn();
  };
  document.addEventListener("visibilitychange", onVisible);
  void turn();
  return {
    now: () => void turn(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    },
  };
}
