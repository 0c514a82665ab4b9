/** Points in time as a person says them; the exact one is in the title and in the element's `datetime`. */
import { lengthOfTime } from "../words.ts";
import { useNow } from "./use-now.ts";

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const hour = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

/** `at`: ISO 8601. `ago`: "4 min"; `clock`: "14:05"; `day`: "3 Nov". */
export function Time({ at, as = "ago" }: { at: string; as?: "ago" | "clock" | "day" }) {
  const now = useNow();
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) return null;
  const words = as === "ago" ? lengthOfTime(now - ms) : (as === "clock" ? hour : day).format(ms);
  return (
    <time dateTime={at} title={exact.format(ms)}>
      {words}
    </time>
  );
}
