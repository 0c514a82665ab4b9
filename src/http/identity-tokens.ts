/**
 * The customer's identity: a JWT (RFC 7519) that the host site's server signs with IDENTITY_KEY when its visitor is signed in. Pinned, as RFC 8725 wants it: algorithm, audience,
 * expiry, and a life of a day at most, because nobody can take a token back. What does not hold is a refusal with its reason, never an anonymous conversation.
 */
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { type Identity, IdentitySchema } from "#contracts/identity";
import { fail, ok, type Result } from "#domain/result";
import type { Refusal } from "#ports/conversations";

const algorithm = "HS256";
const audience = "edgedesk:identity";

/** The longest life of a token, and how far the host site's clock may be off. */
const longestLifeS = 24 * 60 * 60;
const clockToleranceS = 30;

const PayloadSchema = z
  .object({ sub: z.string(), exp: z.number(), name: z.string().nullish(), email: z.string().nullish() })
  .transform(({ sub, name, email, exp }) => ({ exp, identity: { subject: sub, name: name ?? null, email: email ?? null } }))
  .pipe(z.object({ exp: z.number(), identity: IdentitySchema }));

/** @param key IDENTITY_KEY; undefined: the desk takes no identities. */
export async function readIdentity(token: string, key: string | undefined, nowMs: number): Promise<Result<Identity, Refusal>> {
  if (key === undefined)
    return fail({ reason: "identity_closed", detail: "set IDENTITY_KEY to let the host site vouch for its customers" });
  let payload: unknown;
  try {
    ({ payload } = await jwtVerify(token, new TextEncoder().encode(key), {
      algorithms: [algorithm],
      audience,
      requiredClaims: ["sub", "exp"],
      clockTolerance: clockToleranceS,
      currentDate: new Date(nowMs),
    }));
  } catch (error) {
    return error instanceof errors.JWTExpired
      ? fail({ reason: "expired_identity", detail: "let the host site sign a fresh one" })
      : fail({ reason: "invalid_identity", detail: whyNot(error) });
  }
  const read = PayloadSchema.safeParse(payload);
  if (!read.success)
    return fail({
      reason: "invalid_identity",
      detail: read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
    });
  if (read.data.exp * 1000 > nowMs + (longestLifeS + clockToleranceS) * 1000)
    return fail({ reason: "invalid_identity", detail: "exp: more than a day away; nobody can take a token back, so sign shorter ones" });
  return ok(read.data.identity);
}

/** What a host site does; here for the demo shop and for tests. */
export const signIdentity = ({ subject, name, email }: Identity, key: string, nowMs: number, livesS = 60 * 60): Promise<string> =>
  new SignJWT({ ...(name === null ? {} : { name }), ...(email === null ? {} : { email }) })
    .setProtectedHeader({ alg: algorithm })
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt(Math.floor(nowMs / 1000))
    .setExpirationTime(Math.floor(nowMs / 1000) + livesS)
    .sign(new TextEncoder().encode(key));

/** Says to whoever builds the host site what is wrong with the token; a forger learns nothing that the docs do not say. */
function whyNot(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed)
    return `the claim "${error.claim}" is missing or not as the docs say (aud: "${audience}")`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return "the signature is not made with IDENTITY_KEY";
  if (error instanceof errors.JOSEAlgNotAllowed) return `the algorithm must be ${algorithm}`;
  return "it is no signed JWT";
}
