/** What settings have in common. */
import { z } from "zod";

/** A var of wrangler.toml cannot be left out of one environment without a warning; an empty one counts as not set. */
export const EmptyAsAbsent = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === "" ? undefined : value));

/** Without credentials, which would end up in logs. */
export function isHttpBase(value: string | undefined): boolean {
  if (value === undefined) return true;
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).username === "";
}
