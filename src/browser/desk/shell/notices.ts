/** Short notices in the corner of the page, which a screen reader says politely. A notice that reports a failure stays until it is dismissed. */
import { useSyncExternalStore } from "react";

export type Notice = { id: number; tone: "plain" | "good" | "bad"; text: string };

const staysMs = 6_000;

let notices: readonly Notice[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

export function notify(text: string, tone: Notice["tone"] = "plain"): void {
  last += 1;
  const id = last;
  change([...notices.filter((notice) => notice.text !== text).slice(-3), { id, tone, text }]);
  if (tone !== "bad") setTimeout(() => dismiss(id), staysMs);
}

export const dismiss = (id: number): void => change(notices.filter((notice) => notice.id !== id));

export const useNotices = (): readonly Notice[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
