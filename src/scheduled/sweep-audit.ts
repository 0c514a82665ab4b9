/** Removes what the audit log has kept for long enough, by the setting `auditDays`. */
import type { ScheduledPorts } from "#compose/scheduled-ports";
import type { Counts } from "./job.ts";

export async function sweepAudit({ audit, settings }: ScheduledPorts): Promise<Counts> {
  if (audit === undefined || settings === undefined) return {};
  const { auditDays } = await settings.stored();
  await audit.sweep(auditDays);
  return { keptDays: auditDays };
}
