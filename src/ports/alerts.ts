/** Alerts: who judges them, and who is told. */
import type { AlertList } from "#contracts/alerts";
import type { AlertRule } from "#domain/alerts";

export interface AlertDesk {
  /** @param seenAt the origin at which an operator has the desk open; told of alerts, it is what they lead to when `DESK_URL` is not set. */
  list(seenAt: string): Promise<AlertList>;
  /** False: there is no such rule, or it does not fire. */
  acknowledge(rule: string, by: string): Promise<boolean>;
  /** Judges every rule now, and tells whom it must. */
  judge(): Promise<{ firing: number }>;
}

/** What happened to a rule, as it is told. `id` is the same however often it is told. */
export type Notice = {
  id: string;
  kind: "fired" | "acknowledged" | "resolved";
  rule: AlertRule;
  value: number | null;
  atMs: number;
  /** The desk's own address; null: nobody knows it. */
  deskUrl: string | null;
  runbook: string;
  example: string | null;
  by: string | null;
};

/** told: the other side has it; refused: it will never take this one; later: try again, not before so many milliseconds if it said so. */
export type Told = { outcome: "told" } | { outcome: "refused"; status: number } | { outcome: "later"; afterMs: number | null };

export interface AlertDestination {
  readonly name: string;
  /** Never rejects. */
  tell(notice: Notice): Promise<Told>;
}
