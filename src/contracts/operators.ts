/** Who is at the desk, who may do what there, and who did what. */
import { z } from "zod";
import { RoleSchema } from "#domain/operator";

/** Lower case, because people write addresses as they like and a role must not depend on it. */
export const OperatorEmailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email("an e-mail address"));

export const MeSchema = z.object({
  name: z.string().describe("as customers read it"),
  email: z.string().nullable().describe("null: came with the bearer secret"),
  role: RoleSchema,
  via: z.enum(["access", "secret"]),
});
export type Me = z.infer<typeof MeSchema>;

export const OperatorSchema = z.object({
  email: z.string(),
  role: RoleSchema,
  name: z.string().nullable().describe("as customers read it; null: made from the address"),
  source: z.enum(["desk", "deployment"]).describe("deployment: an admin by ACCESS_ADMINS, who cannot be changed here"),
  setBy: z.string().nullable(),
  setAt: z.iso.datetime().nullable(),
});
export type ListedOperator = z.infer<typeof OperatorSchema>;
export const OperatorListSchema = z.object({ operators: z.array(OperatorSchema) });
export const OperatorPutSchema = z.strictObject({ role: RoleSchema, name: z.string().trim().min(1).max(80).nullable().default(null) });

/** Closed list: what is done at the desk and kept in the audit log. */
export const auditedActions = [
  "conversation.read",
  "conversation.exported",
  "conversation.erased",
  "conversation.settled",
  "runs.read",
  "ticket.read",
  "ticket.taken",
  "ticket.closed",
  "ticket.replied",
  "ticket.noted",
  "answer.flagged",
  "settings.changed",
  "article.stored",
  "article.removed",
  "articles.imported",
  "article.rolled_back",
  "gap.settled",
  "examples.added",
  "example.removed",
  "router.trained",
  "operator.changed",
  "operator.removed",
  "dead_letter.discarded",
  "dead_letter.replayed",
  "audit.read",
] as const;
export const AuditedActionSchema = z.enum(auditedActions);
export type AuditedAction = z.infer<typeof AuditedActionSchema>;

export const AuditEntrySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string().describe('e-mail address, or "secret" for whoever has the bearer secret'),
  role: RoleSchema,
  via: z.enum(["access", "secret"]),
  action: z.string(),
  subject: z.string().describe("id of the thing, or names of the settings; never text"),
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;

export const AuditQuerySchema = z.object({
  before: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .describe("cursor: entries older than this id"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  actor: z.string().max(254).optional(),
  action: AuditedActionSchema.optional(),
  subject: z.string().max(200).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuerySchema>;
export const AuditPageSchema = z.object({ entries: z.array(AuditEntrySchema), next: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPageSchema>;
