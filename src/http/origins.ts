/**
 * Which pages may talk to the desk: its own, and those on the operator's list, compared exactly. A browser sends `Origin` with every cross-origin request and every
 * WebSocket handshake and lets no page forge it (RFC 6454 §7.3, RFC 6455 §10.2); other clients have none, and have no cookies here that could be abused.
 */

/** @param allowed exact origins besides the desk's own. */
export function originAllowed(origin: string, requestUrl: string, allowed: readonly string[]): boolean {
  return origin === new URL(requestUrl).origin || allowed.includes(origin);
}
