/** Who is asking: a visitor with a token for this conversation, or an operator with the desk's secret. Closed when no secret is set. */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { DeskEnv } from "./desk-env.ts";
import { originAllowed } from "./origins.ts";
import { granted, Refused } from "./problems.ts";
import { readToken, type TokenClaims, type TokenKind } from "./tokens.ts";

/** Refuses pages of foreign origins, before anything else is looked at. */
export const knownOrigin = createMiddleware<DeskEnv>(async (c, next) => {
  const origin = c.req.header("origin");
  const { ALLOWED_ORIGINS } = c.var.ports.environment;
  if (origin !== undefined && !originAllowed(origin, c.req.url, ALLOWED_ORIGINS))
    throw new Refused("foreign_origin", `add ${origin} to ALLOWED_ORIGINS if it is yours`);
  await next();
});

/** Only the operator passes. */
export const operatorOnly = createMiddleware<DeskEnv>(async (c, next) => {
  await requireOperator(c);
  await next();
});

/** The visitor whose conversation the path names, or the operator. */
export const visitorOrOperator = createMiddleware<DeskEnv>(async (c, next) => {
  const bearer = bearerOf(c);
  if (!(await isOperator(c, bearer))) await requireToken(c, "visitor", bearer);
  await next();
});

/** The visitor whose conversation the path names. */
export const visitorOnly = createMiddleware<DeskEnv>(async (c, next) => {
  await requireToken(c, "visitor", bearerOf(c));
  await next();
});

/** Throws unless the token is for this conversation and for the page that asks. */
export async function requireToken(c: Context<DeskEnv>, kind: TokenKind, token: string): Promise<TokenClaims> {
  const { environment, clock } = c.var.ports;
  const claims = granted(await readToken(kind, token, environment.SIGNING_KEY, clock.now()));
  if (claims.conversation !== c.req.param("id")) throw new Refused("foreign_conversation", "the token is for another conversation");
  const origin = c.req.header("origin");
  if (origin !== undefined && origin !== claims.origin)
    throw new Refused("foreign_origin", "the token was given to a page of another origin");
  return claims;
}

export function bearerOf(c: Context<DeskEnv>): string {
  const bearer = bearerIn(c);
  if (bearer === undefined) throw new Refused("missing_token", "send Authorization: Bearer <token>");
  return bearer;
}

async function requireOperator(c: Context<DeskEnv>): Promise<void> {
  if (c.var.ports.environment.OPERATOR_TOKEN === undefined) throw new Refused("operator_closed", "set OPERATOR_TOKEN to open the desk");
  const given = bearerIn(c);
  if (given === undefined || !(await isOperator(c, given)))
    throw new Refused("operator_required", "send Authorization: Bearer <OPERATOR_TOKEN>");
}

async function isOperator(c: Context<DeskEnv>, bearer: string): Promise<boolean> {
  const { OPERATOR_TOKEN } = c.var.ports.environment;
  return OPERATOR_TOKEN !== undefined && sameSecret(bearer, OPERATOR_TOKEN);
}

const bearerIn = (c: Context<DeskEnv>): string | undefined => /^Bearer ([^\s]+)$/i.exec(c.req.header("authorization") ?? "")?.[1];

/** Compares digests, so that neither the length nor the first differing letter shows in the time taken. */
async function sameSecret(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([a, b].map((text) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
  return left !== undefined && right !== undefined && crypto.subtle.timingSafeEqual(left, right);
}
