/** How long a customer may wait for a person, and when somebody who took a conversation over has left it lying. Both are settings of the desk. */

export type Priority = "low" | "normal" | "high" | "urgent";

export type Waits = {
  /** Minutes until a person should have answered. */
  slaMinutes: Readonly<Record<Priority, number>>;
  /** A customer who has waited so long for the person who took over, while that person did nothing here, goes back to the queue. */
  returnAfterMinutes: number;
};

/** Until the settings have been read. */
export const usualWaits: Waits = { slaMinutes: { urgent: 15, high: 60, normal: 240, low: 1440 }, returnAfterMinutes: 30 };

const minuteMs = 60_000;

/** When the answer of a person is due, in ms since 1970. */
export const dueAtMs = (waitingSinceMs: number, priority: Priority, { slaMinutes }: Waits): number =>
  waitingSinceMs + slaMinutes[priority] * minuteMs;

export const returnAfterMs = ({ returnAfterMinutes }: Waits): number => returnAfterMinutes * minuteMs;
