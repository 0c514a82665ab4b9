/** The page as a place for a conversation: its storage is shared by the tabs of a site, its socket hurries when the network or the tab returns. */
import type { Surroundings } from "#browser/conversation/surroundings";
import { pageFetch } from "#browser/wire/http";
import type { Manner } from "./view/entries.ts";

/** `locale`: in which the widget speaks. */
export const pageSurroundings = (locale: string, { strings: { refusals, usedUp }, times }: Manner): Surroundings => ({
  fetch: pageFetch,
  connect: (url, protocols) => new WebSocket(url, protocols),
  // Reached for only when it is used: where storage is refused, the name alone throws.
  storage: { getItem: (key) => localStorage.getItem(key), setItem: (key, value) => localStorage.setItem(key, value) },
  locale,
  onElsewhere: (key, listener) => {
    const hear = (event: StorageEvent): void => {
      if (event.key === key || event.key === null) listener();
    };
    addEventListener("storage", hear);
    return () => removeEventListener("storage", hear);
  },
  onReturn: (listener) => {
    const hurry = (): void => {
      if (document.visibilityState === "visible") listener();
    };
    addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    return () => {
      removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
    };
  },
  explain: ({ code, message, retryAfterS }) => {
    const of = <T>(table: Record<string, T>): T | undefined => Object.entries(table).find(([known]) => known === code)?.[1];
    if (retryAfterS === undefined) return of(refusals) ?? message;
    return of(usedUp)?.(times.next(new Date(Date.now() + retryAfterS * 1000))) ?? of(refusals) ?? message;
  },
});
