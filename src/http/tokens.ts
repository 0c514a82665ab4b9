/**
 * The visitor's tokens: signed JWTs (RFC 7519) with everything pinned that RFC 8725 wants pinned: algorithm, issuer, audience, expiry. A visitor token
 * lives 15 minutes and is bound to one conversation and the origin that asked; a renewal token only buys fresh visitor tokens.
 */
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { ConversationIdSchema } from "#domain/ids";
import { fail, ok, type Result } from "#domain/result";
import type { Refusal } from "#ports/conversations";

const issuer = "edgedesk";
const algorithm = "HS256";

export const visitorTokenLivesS = 15 * 60;
export const renewalTokenLivesS = 30 * 24 * 60 * 60;

export type TokenKind = "visitor" | "renewal";

/** `origin`: of the page that asked; empty when it was no page. */
export type TokenClaims = { conversation: string; origin: string };

const livesS: Record<TokenKind, number> = { visitor: visitorTokenLivesS, renewal: renewalTokenLivesS };

const audience = (kind: TokenKind): string => `edgedesk:${kind}`;

const PayloadSchema = z.object({ sub: ConversationIdSchema, origin: z.string() });

export async function signToken(
  kind: TokenKind,
  claims: TokenClaims,
  signingKey: string,
  nowMs: number,
): Promise<{ token: string; expiresAt: string }> {
  const nowS = Math.floor(nowMs / 1000);
  const expiresS = nowS + livesS[kind];
  const token = await new SignJWT({ origin: claims.origin })
    .setProtectedHeader({ alg: algorithm })
    .setSubject(claims.conversation)
    .setIssuer(issuer)
    .setAudience(audience(kind))
    .setIssuedAt(nowS)
    .setExpirationTime(expiresS)
    .sign(keyOf(signingKey));
  return { token, expiresAt: new Date(expiresS * 1000).toISOString() };
}

export async function readToken(kind: TokenKind, token: string, signingKey: string, nowMs: number): Promise<Result<TokenClaims, Refusal>> {
  try {
    const { payload } = await jwtVerify(token, keyOf(signingKey), {
      algorithms: [algorithm],
      issuer,
      audience: audience(kind),
      requiredClaims: ["exp", "iat", "sub"],
      currentDate: new Date(nowMs),
    });
    const { sub, origin } = PayloadSchema.parse(payload);
    return ok({ conversation: sub, origin });
  } catch (error) {
    const expired = error instanceof errors.JWTExpired;
    return expired
      ? fail({ reason: "expired_token", detail: "renew it at /v1/conversations/:id/token" })
      : fail({ reason: "invalid_token", detail: "it was not made here, or not for this" });
  }
}

const keyOf = (signingKey: string): Uint8Array => new TextEncoder().encode(signingKey);
