/** Resolves when every promise that can go on without time passing has gone on, so that a test may then move its clock. */
import { setImmediate } from "node:timers/promises";

export const standstill = async (): Promise<void> => {
  await setImmediate();
};
