/** Where tickets live: `TICKETS` names the system, the other variables say how to reach it. A missing one stops the Worker with a sentence that names it. */
import { z } from "zod";
import { SettingError } from "./environment.ts";

const missing = (name: string) => ({ error: `${name} is missing or empty; TICKETS asks for it (docs/tickets-elsewhere.md)` });

/** Several, comma-separated, newest first, so that one can be exchanged without a message lost. */
const secrets = (name: string) =>
  z
    .string(missing(name))
    .transform((list) =>
      list
        .split(",")
        .map((secret) => secret.trim())
        .filter((secret) => secret !== ""),
    )
    .pipe(z.array(z.string().min(16, `${name}: a secret needs at least 16 characters`)).min(1, missing(name)));

/** A host of the operator's choice, over TLS; plain HTTP only to this machine, for trying things out. */
const TICKETS_URL = z
  .string(missing("TICKETS_URL"))
  .transform((url) => url.trim().replace(/\/+$/, ""))
  .refine(isReachable, "TICKETS_URL must be an https URL without credentials (http only to localhost)");

const EMPTY_AS_DESK = z.preprocess((value) => (value === "" ? undefined : value), z.string().default("desk"));

const TicketSettingsSchema = z.discriminatedUnion(
  "TICKETS",
  [
    z.object({ TICKETS: z.literal("desk") }),
    z.object({
      TICKETS: z.literal("webhook"),
      TICKETS_URL,
      TICKETS_SIGNING: secrets("TICKETS_SIGNING").describe("what is told is signed with these"),
      TICKETS_BELIEVED: secrets("TICKETS_BELIEVED").describe("what is heard is believed when one of these has signed it"),
    }),
    z.object({
      TICKETS: z.literal("zendesk"),
      TICKETS_URL,
      TICKETS_BELIEVED: secrets("TICKETS_BELIEVED"),
      ZENDESK_EMAIL: z.email("ZENDESK_EMAIL must be the address of the agent whose API token it is"),
      ZENDESK_TOKEN: z.string(missing("ZENDESK_TOKEN")).min(1, missing("ZENDESK_TOKEN")),
    }),
  ],
  { error: "TICKETS must be desk, webhook or zendesk" },
);
export type TicketSettings = z.infer<typeof TicketSettingsSchema>;

/** Throws `SettingError`. */
export function readTicketSettings(env: object): TicketSettings {
  const named = "TICKETS" in env ? env.TICKETS : undefined;
  const read = TicketSettingsSchema.safeParse({ ...env, TICKETS: EMPTY_AS_DESK.parse(named) });
  if (read.success) return read.data;
  throw new SettingError(read.error.issues.map(({ message }) => message).join("; "));
}

function isReachable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username } = new URL(url);
  return username === "" && (protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname)));
}
