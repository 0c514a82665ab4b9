/**
 * The environment, parsed once an isolate. A missing or wrong setting stops the Worker with one sentence that names it and says what it should be; the
 * values of secrets never appear in it.
 */
import { z } from "zod";

const OriginsSchema = z
  .string()
  .default("")
  .transform((list) =>
    list
      .split(",")
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ""),
  )
  .pipe(z.array(z.string().refine(isOrigin, "each origin is scheme and host, without a path: https://shop.example")));

export const EnvironmentSchema = z.object({
  MODELS: z.enum(["embedded"], `MODELS must be "embedded"`).default("embedded"),
  ALLOWED_ORIGINS: OriginsSchema,
  SIGNING_KEY: z
    .string("SIGNING_KEY is missing: set it with `wrangler secret put SIGNING_KEY`, or run `npm start`")
    .min(32, "SIGNING_KEY needs at least 32 characters"),
  OPERATOR_TOKEN: z
    .string()
    .min(16, "OPERATOR_TOKEN needs at least 16 characters")
    .optional()
    .describe("absent: the operator routes are closed"),
});
export type Environment = z.infer<typeof EnvironmentSchema>;

export class SettingError extends Error {}

/** Throws `SettingError`. */
export function readEnvironment(env: unknown): Environment {
  const parsed = EnvironmentSchema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new SettingError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
}

/** A wildcard would parse and then match nothing. */
function isOrigin(value: string): boolean {
  return !value.includes("*") && URL.canParse(value) && new URL(value).origin === value;
}
