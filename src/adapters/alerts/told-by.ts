/** One request to whoever is told of alerts, and what its answer means: taken, refused for good, or later. */
import type { Told } from "#ports/alerts";

const timeoutMs = 10_000;

/** Answers after which the same request may come again; all other refusals are for good. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

export async function toldBy(url: string, headers: Record<string, string>, body: string): Promise<Told> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (response.ok) return { outcome: "told" };
    if (response.status >= 500 || passing.has(response.status))
      return { outcome: "later", afterMs: waitIn(response.headers.get("retry-after")) };
    return { outcome: "refused", status: response.status };
  } catch {
    return { outcome: "later", afterMs: null };
  }
}

/** "Retry-After" in seconds; a date is not worth its parsing here. */
const waitIn = (header: string | null): number | null => (header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1000 : null);
