/** How far a long run is, on stderr: first after two seconds, then every two seconds, so that short runs stay silent and logs stay short. */

const intervalMs = 2_000;

/** A progress function that reads the clock and writes a line when it is time. */
export function reportProgress(write: (text: string) => void, nowMs: () => number = () => performance.now()) {
  let lastMs = nowMs();
  return (done: number, total: number, doing: string): void => {
    const now = nowMs();
    if (now - lastMs < intervalMs) return;
    lastMs = now;
    const percent = total > 0 ? ` (${Math.floor((100 * done) / total)} %)` : "";
    write(`${doing}: ${done.toLocaleString("en")} of ${total.toLocaleString("en")}${percent}\n`);
  };
}
