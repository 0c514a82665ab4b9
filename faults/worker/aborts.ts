/** Aborts a conversation's object in the midst of its work, once for each cause: what an eviction at the worst moment does, without a process being killed. */

const contexts = new Map<string, DurableObjectState>();
const done = new Set<string>();

export const objectAwake = (conversation: string, context: DurableObjectState): void => void contexts.set(conversation, context);

/** Throws into whoever runs in the object, when it was aborted for this cause for the first time. */
export function abortOnce(conversation: string, cause: string): void {
  if (done.has(cause)) return;
  done.add(cause);
  contexts.get(conversation)?.abort(`campaign: ${cause}`);
}
