/** How long until the answer of a person is due: calm, then warm in the last third, then overdue. */
import { Icon } from "#desk/ui/icon";
import { useNow } from "../ui/use-now.ts";

const minuteMs = 60_000;

export function Sla({ dueAt, since }: { dueAt: string; since: string | null }) {
  const now = useNow();
  const leftMs = Date.parse(dueAt) - now;
  const wholeMs = since === null ? leftMs : Date.parse(dueAt) - Date.parse(since);
  const tone = leftMs < 0 ? "over" : leftMs < wholeMs / 3 ? "soon" : "calm";
  const words = leftMs < 0 ? `${spoken(-leftMs)} over` : `${spoken(leftMs)} left`;
  return (
    <span
      className={`sla ${tone}`}
      title={`Due at ${new Date(dueAt).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })}`}
    >
      <Icon name="clock" size={13} />
      {words}
    </span>
  );
}

function spoken(ms: number): string {
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}
