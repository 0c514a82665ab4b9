/** What the launcher reads of the device without the chat's code: whether there is a conversation to return to, what is unread, whether it may speak first. */
import { type Memory, readMemory } from "#browser/conversation/device";
import type { Proactive } from "./settings.ts";

/** A conversation that was active so recently is listened to on every page, so that an answer shows. */
const recentMs = 24 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** The visitor had the panel open: so it is again after a reload, in this tab. */
const openKey = "edgedesk.v1:open";
/** When the widget spoke first, in ms since 1970; "never": the visitor dismissed it. */
const spokeKey = "edgedesk.v1:spoke";

export const memoryKey = (desk: string): string => `edgedesk.v1:${desk}`;

export function glanceAt(desk: string): Memory | null {
  return readMemory(read(() => localStorage.getItem(memoryKey(desk))) ?? "");
}

/** Something waits for an answer, or may get one. */
export const isUnderWay = (memory: Memory): boolean =>
  memory.outbox.length > 0 || memory.wantsPerson || (memory.pass !== null && Date.now() - Date.parse(memory.lastAt) < recentMs);

export const wasOpen = (): boolean => read(() => sessionStorage.getItem(openKey)) === "1";

export function keepOpen(open: boolean): void {
  write(() => (open ? sessionStorage.setItem(openKey, "1") : sessionStorage.removeItem(openKey)));
}

/** Never after a dismissal, never to somebody who is in a conversation, once in so many days. Where nothing can be kept, never. */
export function maySpeakFirst(desk: string, { everyDays }: Proactive): boolean {
  const memory = glanceAt(desk);
  if (memory !== null && (memory.pass !== null || memory.outbox.length > 0)) return false;
  const spoke = read(() => localStorage.getItem(spokeKey));
  if (spoke === "never") return false;
  const last = Number(spoke ?? "0");
  return Date.now() - last >= everyDays * dayMs && write(() => localStorage.setItem(spokeKey, String(last)));
}

export function noteSpoken(dismissed: boolean): void {
  write(() => localStorage.setItem(spokeKey, dismissed ? "never" : String(Date.now())));
}

/** Storage may be refused, by its name alone. */
function read(look: () => string | null): string | null {
  try {
    return look();
  } catch {
    return null;
  }
}

function write(put: () => void): boolean {
  try {
    put();
    return true;
  } catch {
    return false;
  }
}
