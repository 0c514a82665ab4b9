/** How many alerts fire that nobody is at, beside the way to them. */
import { unattended, useAlerts } from "./alerts.ts";

export function AlertCount() {
  const { value } = useAlerts();
  const count = value === null ? 0 : unattended(value.alerts);
  if (count === 0) return null;
  return (
    <span className="alert-count" role="status">
      {count}
      <span className="away">{count === 1 ? " alert" : " alerts"}</span>
    </span>
  );
}
