/**
 * Who is asking: a visitor with a token for this conversation, or somebody who works at the desk: let in by Cloudflare Access, or with the desk's secret, which
 * makes an admin. Closed when neither is set up.
 */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { mayActAs, type Operator, type Role } from "#domain/operator";
import type { DeskEnv } from "./desk-env.ts";
import { identify, isSecret, sameSecret } from "./operator-identity.ts";
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

/** Anybody passes who works at the desk; `operatorOf` says who. */
export const operatorOnly = allowed("agent");

/** Only an admin passes. */
export const adminOnly = allowed("admin");

/** The visitor whose conversation the path names, or anybody who works at the desk. */
export const visitorOrOperator = visitorOr("agent");

/** The visitor whose conversation the path names, or an admin. */
export const visitorOrAdmin = visitorOr("admin");

/** Whoever works at the desk, or a Prometheus server with a token of its own, which opens nothing else. */
export const metricsReader = createMiddleware<DeskEnv>(async (c, next) => {
  const { METRICS_TOKEN } = c.var.ports.environment;
  const given = bearerIn(c);
  if (METRICS_TOKEN !== undefined && given !== undefined && (await sameSecret(given, METRICS_TOKEN))) return next();
  return operatorOnly(c, next);
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

/** Who is asking. Only behind `operatorOnly` or `adminOnly`. */
export function operatorOf(c: Context<DeskEnv>): Operator {
  const { operator } = c.var;
  if (!operator) throw new Error("the route does not ask who the operator is");
  return operator;
}

/** The name under which somebody speaks and signs: that of the person whom Access vouches for; with the secret, the one that was given. */
export const signatureOf = (c: Context<DeskEnv>, given: string): string => {
  const { name, via } = operatorOf(c);
  return via === "access" ? name : given;
};

function allowed(wanted: Role) {
  return createMiddleware<DeskEnv>(async (c, next) => {
    const { OPERATOR_TOKEN, ACCESS_TEAM_DOMAIN } = c.var.ports.environment;
    if (OPERATOR_TOKEN === undefined && ACCESS_TEAM_DOMAIN === undefined)
      throw new Refused("operator_closed", "set OPERATOR_TOKEN, or ACCESS_TEAM_DOMAIN and ACCESS_AUD, to open the desk");
    const operator = await identify(c, bearerIn(c));
    if (!operator) throw new Refused("operator_required", "send Authorization: Bearer <OPERATOR_TOKEN>, or come through Cloudflare Access");
    admit(c, operator, wanted);
    await next();
  });
}

/** A visitor's token counts as one, in whoever's browser it is. */
function visitorOr(wanted: Role) {
  return createMiddleware<DeskEnv>(async (c, next) => {
    const bearer = bearerIn(c);
    if (bearer !== undefined && !(await isSecret(c, bearer))) await requireToken(c, "visitor", bearer);
    else {
      const operator = await identify(c, bearer);
      if (!operator) throw new Refused("missing_token", "send Authorization: Bearer <token>");
      admit(c, operator, wanted);
    }
    await next();
  });
}

function admit(c: Context<DeskEnv>, operator: Operator, wanted: Role): void {
  if (!mayActAs(operator.role, wanted)) throw new Refused("admin_required", "ask an admin of this desk to do it, or to make you one");
  c.set("operator", operator);
}

const bearerIn = (c: Context<DeskEnv>): string | undefined => /^Bearer ([^\s]+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
