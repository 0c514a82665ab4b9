/** People at the desk: how they prove who they are, what they may do, and the log of what they did. */
import type { AuditedAction, AuditPage, AuditQuery, ListedOperator } from "#contracts/operators";
import type { Operator, Role } from "#domain/operator";
import type { Result } from "#domain/result";

/** `detail`: for people, without a word of the token. */
export type AccessFailure = { reason: "invalid" | "keys_unavailable"; detail: string };

/** Tokens of Cloudflare Access. */
export interface AccessTokens {
  /** The e-mail address, lower case, that the token vouches for. */
  verify(token: string): Promise<Result<{ email: string }, AccessFailure>>;
}

export interface Operators {
  /** Role and name of somebody whom Access let in; may be some seconds behind. */
  known(email: string): Promise<{ role: Role; name: string | null }>;
  list(): Promise<ListedOperator[]>;
  put(
    email: string,
    set: { role: Role; name: string | null; by: string },
  ): Promise<Result<ListedOperator, { reason: "set_by_deployment" }>>;
  remove(email: string): Promise<Result<null, { reason: "unknown" | "set_by_deployment" }>>;
}

export interface AuditLog {
  /** Written behind the caller's back. `once`: repeated within a quarter of an hour it stays one entry. */
  note(operator: Operator, action: AuditedAction, subject: string, how?: { once: boolean }): void;
  page(query: AuditQuery): Promise<AuditPage>;
  /** Removes what is older than so many days, but nothing of the last 30. */
  sweep(keepDays: number): Promise<void>;
}
