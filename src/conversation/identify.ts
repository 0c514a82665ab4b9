/**
 * Who the customer is, once the edge has verified it. A conversation belongs to one customer for good: what was said before, and what tools have told since, is not for the next
 * one who signs in on the same device.
 */
import type { Identity } from "#contracts/identity";
import { ok, type Result } from "#domain/result";
import type { Refusal } from "#ports/conversations";
import { type Records, refuse } from "./records.ts";
import type { Append } from "./storage/event-log.ts";

export function identify(records: Records, identity: Identity): Result<{ seq: number }, Refusal> {
  const standing = records.standing();
  if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
  if (standing.state === "closed") return refuse("conversation_closed", "start a new conversation");
  const known = records.customer.read();
  if (known && known.subject !== identity.subject) return refuse("identity_conflict", "start a new conversation for this customer");
  if (known && known.name === identity.name && known.email === identity.email) return ok({ seq: records.log.head });
  return ok({ seq: records.commit((append) => appendIdentity(records, append, identity)) });
}

/** Within a commit. */
export function appendIdentity(records: Records, append: Append, identity: Identity): number {
  records.customer.write(identity);
  return append({ type: "customer.identified", ...identity, verified: true });
}
