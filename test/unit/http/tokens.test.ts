import { base64url, SignJWT } from "jose";
import { expect, test } from "vitest";
import { readToken, renewalTokenLivesS, signToken, visitorTokenLivesS } from "#http/tokens";

const key = "a-key-of-thirty-two-characters-or-more";
const now = Date.parse("2026-11-22T10:00:00Z");
const conversation = "0123456789abcdef0123456789abcdef";
const claims = { conversation, origin: "https://shop.example" };

const visitor = async () => (await signToken("visitor", claims, key, now)).token;
const read = (token: string, at = now) => readToken("visitor", token, key, at);

const encoded = (value: unknown): string => base64url.encode(JSON.stringify(value));
const nowS = now / 1000;
const good = { sub: conversation, origin: claims.origin, iss: "edgedesk", aud: "edgedesk:visitor", iat: nowS, exp: nowS + 900 };
const signed = (payload: Record<string, unknown>, signingKey = key, alg = "HS256"): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(signingKey));

test("a token says for which conversation and which page it was made", async () => {
  expect(await read(await visitor())).toEqual({ ok: true, value: claims });
});

test("a visitor's token lives 15 minutes, to the second", async () => {
  const { token, expiresAt } = await signToken("visitor", claims, key, now);
  expect(expiresAt).toBe("2026-11-22T10:15:00.000Z");
  expect((await read(token, now + visitorTokenLivesS * 1000 - 1)).ok).toBe(true);
  expect(await read(token, now + visitorTokenLivesS * 1000)).toMatchObject({ error: { reason: "expired_token" } });
});

test("a renewal token lives 30 days and is no visitor's token, nor the other way round", async () => {
  const { token } = await signToken("renewal", claims, key, now);
  expect(await readToken("renewal", token, key, now + renewalTokenLivesS * 1000 - 1)).toEqual({ ok: true, value: claims });
  expect(await read(token)).toMatchObject({ error: { reason: "invalid_token" } });
  expect(await readToken("renewal", await visitor(), key, now)).toMatchObject({ error: { reason: "invalid_token" } });
});

test("a token signed by hand with everything right is accepted, so that the refusals below have one cause each", async () => {
  expect((await read(await signed(good))).ok).toBe(true);
});

test.each<[string, () => Promise<string> | string]>([
  ["no signature (alg none)", () => `${encoded({ alg: "none" })}.${encoded(good)}.`],
  ["alg None, in another case", () => `${encoded({ alg: "NONE" })}.${encoded(good)}.`],
  ["another algorithm of the same family", () => signed(good, key, "HS512")],
  ["another key", () => signed(good, "another-key-of-thirty-two-characters!")],
  ["an empty signature under HS256", () => `${encoded({ alg: "HS256" })}.${encoded(good)}.`],
  ["another issuer", () => signed({ ...good, iss: "elsewhere" })],
  ["no issuer", () => signed({ ...good, iss: undefined })],
  ["another audience", () => signed({ ...good, aud: "edgedesk:operator" })],
  ["no audience", () => signed({ ...good, aud: undefined })],
  ["no expiry", () => signed({ ...good, exp: undefined })],
  ["no time of issue", () => signed({ ...good, iat: undefined })],
  ["no subject", () => signed({ ...good, sub: undefined })],
  ["a subject that is no conversation", () => signed({ ...good, sub: "../../etc/passwd" })],
  ["no origin", () => signed({ ...good, origin: undefined })],
  ["a time before which it does not hold", () => signed({ ...good, nbf: nowS + 60 })],
  ["a critical header that nobody knows", () => `${encoded({ alg: "HS256", crit: ["x"], x: 1 })}.${encoded(good)}.AAAA`],
  ["three dots", () => "..."],
  ["nothing", () => ""],
  ["text", () => "not a token"],
])("a token with %s is refused as invalid", async (_case, make) => {
  expect(await read(await make())).toMatchObject({ ok: false, error: { reason: "invalid_token" } });
});

test("a token in which any one character was changed is refused", async () => {
  const token = await visitor();
  for (let at = 0; at < token.length; at += 3) {
    const changed = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
    // The last character may carry bits that base64url ignores; such a token is the same token.
    const bytesOf = (text: string): string => base64url.decode(text.split(".")[2] ?? "").join();
    const isSame =
      changed.split(".").slice(0, 2).join(".") === token.split(".").slice(0, 2).join(".") && bytesOf(changed) === bytesOf(token);
    expect((await read(changed)).ok).toBe(isSame);
  }
});
