import { SignJWT } from "jose";
import { expect, test } from "vitest";
import { readIdentity, signIdentity } from "#http/identity-tokens";

const key = "k".repeat(32);
const nowMs = Date.parse("2026-11-22T10:00:00Z");
const nowS = nowMs / 1000;
const mara = { subject: "vn-1001", name: "Mara Velde", email: "mara.velde@mail.example" };
const bytes = new TextEncoder().encode(key);

const claims = { sub: "vn-1001", aud: "edgedesk:identity", exp: nowS + 600 };
const signed = (payload: object, header: { alg: string } = { alg: "HS256" }, secret = bytes) =>
  new SignJWT({ ...payload }).setProtectedHeader(header).sign(secret);

async function reasonOf(token: string): Promise<string> {
  const read = await readIdentity(token, key, nowMs);
  return read.ok ? "read" : `${read.error.reason}: ${read.error.detail}`;
}

test("what the host site signed is read, name and e-mail only where it named them", async () => {
  expect(await readIdentity(await signIdentity(mara, key, nowMs), key, nowMs)).toEqual({ ok: true, value: mara });
  expect(await readIdentity(await signed(claims), key, nowMs)).toEqual({
    ok: true,
    value: { subject: "vn-1001", name: null, email: null },
  });
});

test("a desk without IDENTITY_KEY vouches for nobody, and says so", async () => {
  expect(await readIdentity(await signed(claims), undefined, nowMs)).toMatchObject({ error: { reason: "identity_closed" } });
});

test.each<[string, () => Promise<string> | string, RegExp]>([
  ["another key", () => signed(claims, { alg: "HS256" }, new TextEncoder().encode("x".repeat(32))), /^invalid_identity: the signature/],
  [
    "another algorithm",
    () => signed(claims, { alg: "HS512" }, new TextEncoder().encode("k".repeat(64))),
    /^invalid_identity: the algorithm/,
  ],
  ["no algorithm", () => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(claims))}.`.replaceAll("=", ""), /^invalid_identity/],
  ["another audience", () => signed({ ...claims, aud: "edgedesk:visitor" }), /^invalid_identity: the claim "aud"/],
  ["no audience", () => signed({ sub: "x", exp: nowS + 600 }), /^invalid_identity: the claim "aud"/],
  ["no subject", () => signed({ ...claims, sub: undefined }), /^invalid_identity: the claim "sub"/],
  ["an empty subject", () => signed({ ...claims, sub: " " }), /^invalid_identity: identity.subject/],
  ["a subject with a line in it", () => signed({ ...claims, sub: "a\nb" }), /^invalid_identity: identity.subject/],
  ["no expiry", () => signed({ ...claims, exp: undefined }), /^invalid_identity: the claim "exp"/],
  ["an expiry that has passed", () => signed({ ...claims, exp: nowS - 60 }), /^expired_identity/],
  ["a life of a week", () => signed({ ...claims, exp: nowS + 7 * 86_400 }), /^invalid_identity: exp/],
  ["a beginning that has not come", () => signed({ ...claims, nbf: nowS + 600 }), /^invalid_identity: the claim "nbf"/],
  ["an e-mail that is none", () => signed({ ...claims, email: "mara" }), /^invalid_identity: identity.email/],
  ["a name that is a number", () => signed({ ...claims, name: 7 }), /^invalid_identity: name/],
  ["no JWT at all", () => "hello", /^invalid_identity: it is no signed JWT/],
])("an identity with %s is refused with its reason", async (_case, token, reason) => {
  expect(await reasonOf(await token())).toMatch(reason);
});
