/** Who has been taken over by a person, so that a scripted answer can be held up until then: the race that decides nothing by luck. */

const done = new Set<string>();
const waiting = new Map<string, () => void>();

export function takenOver(conversation: string): void {
  done.add(conversation);
  waiting.get(conversation)?.();
}

/** Both ends are in the conversation's own object. */
export const untilTakenOver = (conversation: string): Promise<void> =>
  done.has(conversation) ? Promise.resolve() : new Promise((resolve) => waiting.set(conversation, resolve));
