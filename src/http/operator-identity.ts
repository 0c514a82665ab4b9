/**
 * Who works at the desk: the person whom a token of Cloudflare Access vouches for, or whoever has the desk's secret. The secret is sent on purpose; the token is sent
 * by the browser on its own, so a request that comes with it must come from a page of the desk.
 */
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { nameFromEmail, type Operator } from "#domain/operator";
import type { DeskEnv } from "./desk-env.ts";
import { Refused } from "./problems.ts";

/** Null: nobody has said who they are, or only somebody whom the desk does not know. Throws a refusal for a token of Access that is not good. */
export async function identify(c: Context<DeskEnv>, bearer: string | undefined): Promise<Operator | null> {
  if (bearer !== undefined && (await isSecret(c, bearer))) return { name: "Support", email: null, role: "admin", via: "secret" };
  const { access, operators } = c.var.ports;
  const assertion = assertionIn(c);
  if (access === undefined || assertion === undefined) return null;
  refuseForeignPage(c);
  const verified = await access.verify(assertion);
  if (!verified.ok)
    throw new Refused(verified.error.reason === "invalid" ? "operator_required" : "access_unavailable", verified.error.detail);
  const { email } = verified.value;
  const { role, name } = await operators.known(email);
  return { name: name ?? nameFromEmail(email), email, role, via: "access" };
}

/** Access puts its token into a header where it stands before the path, and into a cookie for the rest of the host. */
const assertionIn = (c: Context<DeskEnv>): string | undefined =>
  c.req.header("cf-access-jwt-assertion") ?? getCookie(c, "CF_Authorization");

/** The browser sends that token by itself, whoever's page asks. So what a page of another origin asks for is refused, even a shop's that may talk to the desk. */
function refuseForeignPage(c: Context<DeskEnv>): void {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  const isOwn =
    origin === undefined ? site === undefined || site === "same-origin" || site === "none" : origin === new URL(c.req.url).origin;
  if (!isOwn) throw new Refused("foreign_origin", "operators come from the desk's own pages");
}

export async function isSecret(c: Context<DeskEnv>, bearer: string): Promise<boolean> {
  const { OPERATOR_TOKEN } = c.var.ports.environment;
  return OPERATOR_TOKEN !== undefined && sameSecret(bearer, OPERATOR_TOKEN);
}

/** Compares digests, so that neither the length nor the first differing letter shows in the time taken. */
export async function sameSecret(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([a, b].map((text) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
  return left !== undefined && right !== undefined && crypto.subtle.timingSafeEqual(left, right);
}
