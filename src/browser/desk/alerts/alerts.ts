/** Alerts as the desk shows them, and how it learns of them: asked for again every half minute while somebody looks. */
import { useEffect } from "react";
import type { Alert, AlertList } from "#contracts/alerts";
import { type Demanded, type Guard, list, nullable, number, oneOf, record, text } from "#browser/wire/guards";
import { type Answer, useAnswer } from "../shell/use-answer.ts";

type Shown = Pick<
  Alert,
  | "rule"
  | "title"
  | "severity"
  | "phase"
  | "since"
  | "value"
  | "above"
  | "unit"
  | "acknowledged"
  | "runbook"
  | "example"
  | "untold"
  | "refused"
>;

const alert: Guard<Shown> = record<Demanded<Shown, Alert>>({
  rule: text,
  title: text,
  severity: oneOf("critical", "error", "warning", "info"),
  phase: oneOf("quiet", "pending", "firing"),
  since: text,
  value: nullable(number),
  above: number,
  unit: text,
  acknowledged: nullable(record<{ by: string; at: string }>({ by: text, at: text })),
  runbook: text,
  example: nullable(text),
  untold: number,
  refused: number,
});

type ShownList = { alerts: Shown[]; judgedAt: string | null; destinations: string[] };
export const alertList: Guard<ShownList> = record<Demanded<ShownList, AlertList>>({
  alerts: list(alert),
  judgedAt: nullable(text),
  destinations: list(text),
});

export type { Shown as ShownAlert };

const everyMs = 30_000;

export function useAlerts(): Answer<ShownList> {
  const answer = useAnswer("/v1/alerts", alertList);
  const { reload } = answer;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [reload]);
  return answer;
}

/** How many fire that nobody is at yet. */
export const unattended = (alerts: readonly Shown[]): number =>
  alerts.filter(({ phase, acknowledged }) => phase === "firing" && acknowledged === null).length;
