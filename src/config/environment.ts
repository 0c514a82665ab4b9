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

/** A var of wrangler.toml cannot be left out of one environment without a warning; an empty one counts as not set. */
const EmptyAsAbsent = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === "" ? undefined : value));

export const EnvironmentSchema = z.object({
  MODELS: z.string().trim().min(1).default("embedded").describe("a profile of support/models.yaml, or embedded"),
  MODELS_URL: EmptyAsAbsent.refine(
    isHttpBase,
    "MODELS_URL must be the base of an OpenAI-compatible server, such as http://localhost:11434/v1",
  ),
  MODELS_NAME: EmptyAsAbsent.describe("one model in every place of the OpenAI-compatible server"),
  MODELS_KEY: EmptyAsAbsent.describe("secret of the OpenAI-compatible server, when it wants one"),
  AI_GATEWAY: EmptyAsAbsent.describe("id of the AI Gateway that calls of Workers AI go through"),
  ALLOWED_ORIGINS: OriginsSchema,
  SIGNING_KEY: z
    .string("SIGNING_KEY is missing: set it with `wrangler secret put SIGNING_KEY`, or run `npm start`")
    .min(32, "SIGNING_KEY needs at least 32 characters"),
  IDENTITY_KEY: EmptyAsAbsent.refine(
    (key) => key === undefined || key.length >= 32,
    "IDENTITY_KEY needs at least 32 characters: the secret with which the host site signs who its visitor is",
  ).describe("absent: nobody is vouched for"),
  DEMO_SHOP: z
    .enum(["", "on"], 'DEMO_SHOP is "on" or empty')
    .default("")
    .transform((set) => set === "on")
    .describe("the invented shop of the demo page: its sample customers and its API; never where real customers are"),
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

/** Without credentials, which would end up in logs. */
function isHttpBase(value: string | undefined): boolean {
  if (value === undefined) return true;
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).username === "";
}

/** A wildcard would parse and then match nothing. */
function isOrigin(value: string): boolean {
  return !value.includes("*") && URL.canParse(value) && new URL(value).origin === value;
}
