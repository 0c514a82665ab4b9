/**
 * The environment, parsed once an isolate. A missing or wrong setting stops the Worker with one sentence that names it and says what it should be; the
 * values of secrets never appear in it.
 */
import { z } from "zod";
import { observabilitySettings } from "./observability.ts";
import { EmptyAsAbsent, isHttpBase } from "./setting.ts";
import { SettingError } from "./setting-error.ts";

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

/** Comma-separated; empty ones do not count. */
const ListSchema = z
  .string()
  .default("")
  .transform((list) =>
    list
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  );

const cap = (name: string) =>
  z.coerce
    .number(`${name} must be a whole number; 0: no cap`)
    .int(`${name} must be a whole number; 0: no cap`)
    .min(0, `${name} must be a whole number; 0: no cap`)
    .default(0);

const variables = z.object({
  MODELS: z.string().trim().min(1).default("embedded").describe("a profile of support/models.yaml, or embedded"),
  MODELS_URL: EmptyAsAbsent.refine(
    isHttpBase,
    "MODELS_URL must be the base of an OpenAI-compatible server, such as http://localhost:11434/v1",
  ),
  MODELS_NAME: EmptyAsAbsent.describe("one model in every place of the OpenAI-compatible server"),
  MODELS_EMBEDDING: EmptyAsAbsent.describe("an embedding model of the OpenAI-compatible server: articles are found by meaning, too"),
  MODELS_KEY: EmptyAsAbsent.describe("secret of the OpenAI-compatible server, when it wants one"),
  AI_GATEWAY: EmptyAsAbsent.describe("id of the AI Gateway that calls of Workers AI go through"),
  ALLOWED_ORIGINS: OriginsSchema,
  ...observabilitySettings,
  STARTS_PER_ADDRESS_DAY: cap("STARTS_PER_ADDRESS_DAY").describe(
    "conversations that one network address may begin in a day (UTC); 0: any number",
  ),
  MESSAGES_PER_ADDRESS_DAY: cap("MESSAGES_PER_ADDRESS_DAY").describe(
    "messages to the AI from one network address in a day (UTC); 0: any number",
  ),
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
  TOOL_HOSTS: z.string().trim().default("").describe("addresses of the hosts that tools name"),
  OPERATOR_TOKEN: z
    .string()
    .min(16, "OPERATOR_TOKEN needs at least 16 characters")
    .optional()
    .describe("absent: nobody gets in by a secret"),
  ACCESS_TEAM_DOMAIN: EmptyAsAbsent.transform(teamOrigin)
    .refine(
      (origin) => origin === undefined || origin !== "",
      "ACCESS_TEAM_DOMAIN must be the team's domain, such as shop.cloudflareaccess.com",
    )
    .describe("team of Cloudflare Access whose tokens let operators in; parsed to an origin"),
  ACCESS_AUD: ListSchema.describe("audience tags of the Access applications, comma-separated"),
  ACCESS_ADMINS: ListSchema.transform((list) => list.map((email) => email.toLowerCase()))
    .pipe(z.array(z.email("ACCESS_ADMINS must be e-mail addresses, comma-separated")))
    .describe("admins that nobody at the desk can demote"),
});

/** One without the other would look set and be broken. */
export const EnvironmentSchema = variables.superRefine((set, context) => {
  const missing = (name: string, message: string): void => context.addIssue({ code: "custom", path: [name], message });
  if (set.ACCESS_TEAM_DOMAIN !== undefined && set.ACCESS_AUD.length === 0)
    missing("ACCESS_AUD", "ACCESS_AUD is missing: copy the Application Audience (AUD) tag of the Access application");
  if (set.ACCESS_TEAM_DOMAIN === undefined && set.ACCESS_AUD.length > 0)
    missing("ACCESS_TEAM_DOMAIN", "ACCESS_TEAM_DOMAIN is missing: set it to the team's domain, such as shop.cloudflareaccess.com");
  if (set.ALERT_WEBHOOK_URL !== undefined && set.ALERT_WEBHOOK_SECRET === undefined)
    missing(
      "ALERT_WEBHOOK_SECRET",
      "ALERT_WEBHOOK_SECRET is missing, so ALERT_WEBHOOK_URL would be told nothing: set it with `wrangler secret put ALERT_WEBHOOK_SECRET`, or empty ALERT_WEBHOOK_URL",
    );
});
export type Environment = z.infer<typeof EnvironmentSchema>;

export { SettingError };

/** Throws `SettingError`. */
export function readEnvironment(env: unknown): Environment {
  const parsed = EnvironmentSchema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new SettingError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
}

/** "shop.cloudflareaccess.com", with or without scheme. Plain HTTP only on this machine, for a team that is a test's. Empty: not a domain. */
function teamOrigin(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = /^https?:\/\//.test(value) ? value : `https://${value}`;
  if (!URL.canParse(url)) return "";
  const { origin, protocol, hostname, pathname } = new URL(url);
  const isSafe = protocol === "https:" ? hostname.includes(".") : /^(localhost|127\.0\.0\.1)$/.test(hostname);
  return isSafe && pathname === "/" ? origin : "";
}

/** A wildcard would parse and then match nothing. */
function isOrigin(value: string): boolean {
  return !value.includes("*") && URL.canParse(value) && new URL(value).origin === value;
}
