/** A value as it may be shown where personal data has no business: every text in it with what the screens find taken out, whatever shape it has. */
import { redact } from "#embedded/screens/redact";

/** Names and hashes of the house's own, in which a screen might take a row of digits for somebody's number. */
const ownNames = new Set(["article", "version", "section", "url", "id", "source"]);

export function redacted(value: unknown): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, ownNames.has(name) ? part : redacted(part)]));
}
