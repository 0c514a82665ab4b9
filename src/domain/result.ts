/** A caller can act on these failures: a plain value that crosses RPC, never an exception. */
export type Result<T, E extends { reason: string }> = { ok: true; value: T } | { ok: false; error: E };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const fail = <E extends { reason: string }>(error: E): { ok: false; error: E } => ({ ok: false, error });
