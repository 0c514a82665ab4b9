/** A team of Cloudflare Access with a key of its own, and a desk that believes it. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { vi } from "vitest";
import worker from "#index";
import { type Asked, deskOrigin } from "./desk.ts";

export const team = "https://verdanook.cloudflareaccess.example";
export const audience = "a".repeat(64);
export const admin = "ada.admin@verdanook.example";
export const agent = "mara.lind@verdanook.example";

const pair = await generateKeyPair("RS256", { extractable: true });
const stranger = await generateKeyPair("RS256", { extractable: true });
const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: "team-key", alg: "RS256", use: "sig" }] });

/** How the team's endpoint answers from now on; undefined: with its keys. The rest of the network stays closed. */
export function serveKeys(answer: () => Promise<Response> = async () => new Response(jwks)) {
  return vi.spyOn(globalThis, "fetch").mockImplementation((input) => {
    const url = input instanceof Request ? input.url : input.toString();
    return url === `${team}/cdn-cgi/access/certs` ? answer() : Promise.reject(new Error(`nobody answers at ${url}`));
  });
}

export type Forgery = { claims?: Record<string, unknown>; by?: "team" | "stranger"; ageS?: number; livesS?: number };

/** A token as Access makes it for somebody, or a spoilt one. */
export function tokenFor(email: string, { claims = {}, by = "team", ageS = 0, livesS = 3_600 }: Forgery = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000) - ageS;
  const payload = { email, type: "app", aud: [audience], iss: team, iat: now, nbf: now, exp: now + livesS, sub: "7335d417", ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: "team-key" }).sign((by === "team" ? pair : stranger).privateKey);
}

/** Without signature, as RFC 7519 §6 allows and nobody should take. */
export const unsigned = (email: string): string => {
  const part = (value: object): string => btoa(JSON.stringify(value)).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_");
  const now = Math.floor(Date.now() / 1000);
  return `${part({ alg: "none", kid: "team-key" })}.${part({ email, aud: [audience], iss: team, iat: now, exp: now + 600 })}.`;
};

export const deskBehindAccess: Env = Object.assign(Object.create(null), env, {
  ACCESS_TEAM_DOMAIN: team,
  ACCESS_AUD: audience,
  ACCESS_ADMINS: admin,
});

/** Asks the desk behind Access, and waits for what it does after its answer. */
export async function askThroughAccess(
  path: string,
  { method = "GET", body, token, headers = {}, origin }: Asked = {},
  desk: Env = deskBehindAccess,
): Promise<Response> {
  const context = createExecutionContext();
  const request = new Request<unknown, IncomingRequestCfProperties>(`${deskOrigin}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { "cf-access-jwt-assertion": token }),
      ...(origin === undefined ? {} : { origin }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await worker.fetch(request, desk, context);
  await waitOnExecutionContext(context);
  return response;
}
