/** How long a customer may wait for a person, and when somebody who took a conversation over has left it lying. */

export type Priority = "low" | "normal" | "high" | "urgent";

/** Minutes until a person should have answered. */
export const slaMinutes: Readonly<Record<Priority, number>> = { urgent: 5, high: 15, normal: 30, low: 120 };

const minuteMs = 60_000;

/** When the answer of a person is due, in ms since 1970. */
export const dueAtMs = (waitingSinceMs: number, priority: Priority): number => waitingSinceMs + slaMinutes[priority] * minuteMs;

/** A customer who has waited so long for the person who took over, while that person did nothing here, goes back to the queue. */
export const returnAfterMinutes = 10;
