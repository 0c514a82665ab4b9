/** What one network address may do in a day (UTC), over all conversations. Numbers and words; who counts is elsewhere. */
export type Asked = { starts: number; messages: number };

/** `reason`: what was used up; `cap`: how much it is; `untilMs`: when the day ends, ms since 1970. */
export type OverCap = { reason: "starts" | "messages"; cap: number; untilMs: number };

/** Messages are set aside in batches of so many: the first with the start of a conversation, further ones when they are used up. */
export const messagesAtATime = 5;

const doneToday = {
  starts: (cap: number) => `${cap} conversations were begun from this network address today`,
  messages: (cap: number) => `${cap} messages were sent from this network address today`,
};

/** For the one who is refused: what was used up, when it ends, and in how many seconds. `refused`: whoever has a conversation can ask for a person in it. */
export const overCapWords = (
  { reason, cap, untilMs }: OverCap,
  refused: "start" | "message",
  nowMs: number,
): { detail: string; retryAfterS: number } => ({
  detail: `${doneToday[reason](cap)}${refused === "message" ? "; a person can still be asked for" : ""}; it goes on at ${new Date(untilMs).toISOString()}`,
  retryAfterS: Math.max(1, Math.ceil((untilMs - nowMs) / 1000)),
});
