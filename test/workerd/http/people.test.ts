/** Who gets in by Cloudflare Access, what each role may do, and that it is written down. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, test, vi } from "vitest";
import { AuditPageSchema, MeSchema, OperatorListSchema } from "#contracts/operators";
import { accessKeys, operatorCell } from "#compose/isolate";
import {
  admin,
  agent,
  askThroughAccess,
  type Forgery,
  audience,
  deskBehindAccess,
  serveKeys,
  team,
  tokenFor,
  unsigned,
} from "../access-team.ts";
import { ask, askAsOperator, deskOrigin, refusalOf, startConversation } from "../desk.ts";

beforeEach(() => {
  vi.restoreAllMocks();
  accessKeys.clear();
  Object.assign(operatorCell, { value: [], checkedAtMs: 0, leasedUntilMs: 0 });
});

const me = async (token: string) => MeSchema.parse(await (await askThroughAccess("/v1/me", { token })).json());
const auditOf = async (query = "") => {
  const token = await tokenFor(admin);
  return AuditPageSchema.parse(await (await askThroughAccess(`/v1/audit${query}`, { token })).json());
};

test("Access lets people in under their own names: an agent, and the admin that the deployment names", async () => {
  serveKeys();
  expect(await me(await tokenFor(agent))).toEqual({ name: "Mara Lind", email: agent, role: "agent", via: "access" });
  expect(await me(await tokenFor(admin.toUpperCase()))).toMatchObject({ email: admin, role: "admin" });
});

test("the token counts in the cookie that Access sets, too", async () => {
  serveKeys();
  const response = await askThroughAccess("/v1/me", { headers: { cookie: `a=b; CF_Authorization=${await tokenFor(agent)}` } });
  expect(response.status).toBe(200);
});

const spoilt: [string, Forgery][] = [
  ["made by another key", { by: "stranger" }],
  ["made for another application", { claims: { aud: ["b".repeat(64)] } }],
  ["made by another team", { claims: { iss: "https://evil.cloudflareaccess.example" } }],
  ["that has expired", { ageS: 7_200 }],
  ["that never expires", { claims: { exp: undefined } }],
  ["without an address", { claims: { email: undefined } }],
  ["that is not valid yet", { ageS: -600 }],
];

test.each(spoilt)("a token %s opens nothing", async (_case, forgery) => {
  serveKeys();
  const token = await tokenFor(admin, forgery);
  for (const path of ["/v1/me", "/v1/tickets", "/v1/audit", "/v1/settings"])
    expect(await refusalOf(await askThroughAccess(path, { token }))).toEqual({ status: 401, code: "operator_required" });
});

test.each([
  ["no token", undefined],
  ["an empty token", ""],
  ["words", "abc.def.ghi"],
  ["a token with alg none", unsigned(admin)],
])("%s opens nothing", async (_case, token) => {
  serveKeys();
  const refused = await askThroughAccess("/v1/me", token === undefined ? {} : { token });
  expect(await refusalOf(refused)).toEqual({ status: 401, code: "operator_required" });
});

test("a token with the public key as an HMAC secret opens nothing", async () => {
  serveKeys();
  const { SignJWT } = await import("jose");
  const now = Math.floor(Date.now() / 1000);
  const forged = await new SignJWT({ email: admin, aud: [audience], iss: team, iat: now, exp: now + 600 })
    .setProtectedHeader({ alg: "HS256", kid: "team-key" })
    .sign(new TextEncoder().encode("x".repeat(300)));
  expect((await askThroughAccess("/v1/me", { token: forged })).status).toBe(401);
});

test.each<[string, () => Promise<Response>]>([
  ["does not answer", () => Promise.reject(new TypeError("network"))],
  ["answers with an error", async () => new Response("oops", { status: 502 })],
  ["answers with something else", async () => new Response("<html>")],
  ["has no keys in its answer", async () => Response.json({ hello: "world" })],
])("while the team's endpoint %s, nobody gets in, and the desk says so", async (_case, answer) => {
  serveKeys(answer);
  const refused = await askThroughAccess("/v1/me", { token: await tokenFor(admin) });
  expect(await refusalOf(refused)).toEqual({ status: 503, code: "access_unavailable" });
  serveKeys();
  expect((await askThroughAccess("/v1/me", { token: await tokenFor(admin) })).status).toBe(200);
});

test("the team's keys are read once for many requests", async () => {
  const fetched = serveKeys();
  for (let n = 0; n < 5; n++) await askThroughAccess("/v1/me", { token: await tokenFor(agent) });
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("a desk without Access does not look at its tokens", async () => {
  serveKeys();
  const token = await tokenFor(admin);
  expect(await refusalOf(await askThroughAccess("/v1/me", { token }, env))).toEqual({ status: 401, code: "operator_required" });
});

test("behind Access the secret still works, as an admin's", async () => {
  const headers = { authorization: `Bearer ${env.OPERATOR_TOKEN}` };
  expect(MeSchema.parse(await (await askThroughAccess("/v1/me", { headers })).json())).toMatchObject({ role: "admin", via: "secret" });
});

test("half a configuration stops the desk with a sentence that names what is missing", async () => {
  const half: Env = Object.assign(Object.create(null), deskBehindAccess, { ACCESS_AUD: "" });
  const response = await askThroughAccess("/v1/me", {}, half);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("ACCESS_AUD");
});

test("what a page of another origin makes the operator's browser ask is refused, although the browser sends the token along", async () => {
  serveKeys();
  const token = await tokenFor(admin);
  const shop = "https://shop.example";
  const desk: Env = Object.assign(Object.create(null), deskBehindAccess, { ALLOWED_ORIGINS: shop });
  const asked = [{ origin: shop }, { headers: { "sec-fetch-site": "cross-site" } }, { headers: { "sec-fetch-site": "same-site" } }];
  for (const from of asked) {
    const refused = await askThroughAccess("/v1/intents/train", { method: "POST", token, ...from }, desk);
    expect(await refusalOf(refused)).toEqual({ status: 403, code: "foreign_origin" });
  }
  expect((await askThroughAccess("/v1/me", { token, origin: deskOrigin }, desk)).status).toBe(200);
});

test.each([
  ["GET", "/v1/audit"],
  ["GET", "/v1/operators"],
  ["PUT", `/v1/operators/${agent}`],
  ["DELETE", `/v1/operators/${agent}`],
  ["PATCH", "/v1/settings"],
  ["PUT", "/v1/articles/refund-times"],
  ["DELETE", "/v1/articles/refund-times"],
  ["POST", "/v1/articles/import"],
  ["POST", "/v1/intents/examples"],
  ["DELETE", "/v1/intents/examples/1"],
  ["POST", "/v1/intents/train"],
  ["GET", "/v1/dead-letters"],
  ["POST", "/v1/dead-letters/1/replay"],
  ["GET", `/v1/conversations/${"0".repeat(32)}/export`],
  ["DELETE", `/v1/conversations/${"0".repeat(32)}`],
])("%s %s is an admin's; an agent is told so", async (method, path) => {
  serveKeys();
  const refused = await askThroughAccess(path, { method, token: await tokenFor(agent) });
  expect(await refusalOf(refused)).toEqual({ status: 403, code: "admin_required" });
});

test.each(["/v1/me", "/v1/tickets", "/v1/articles", "/v1/search?q=refund", "/v1/settings", "/v1/intents"])(
  "GET %s is an agent's, too",
  async (path) => {
    serveKeys();
    expect((await askThroughAccess(path, { token: await tokenFor(agent) })).status).toBe(200);
  },
);

test("an admin makes somebody an admin and gives them a name, and takes both back; nobody demotes whom the deployment named", async () => {
  serveKeys();
  const token = await tokenFor(admin);
  const put = (email: string, body: object) => askThroughAccess(`/v1/operators/${email}`, { method: "PUT", token, body });
  expect((await put("Mara.Lind@Verdanook.example", { role: "admin", name: "Mara" })).status).toBe(200);
  expect(await me(await tokenFor(agent))).toMatchObject({ name: "Mara", role: "admin" });
  const { operators } = OperatorListSchema.parse(await (await askThroughAccess("/v1/operators", { token })).json());
  expect(operators.map(({ email, role, source, setBy }) => [email, role, source, setBy])).toEqual([
    [admin, "admin", "deployment", null],
    [agent, "admin", "desk", admin],
  ]);
  expect((await askThroughAccess(`/v1/operators/${agent}`, { method: "DELETE", token })).status).toBe(204);
  expect(await me(await tokenFor(agent))).toMatchObject({ name: "Mara Lind", role: "agent" });
  expect((await askThroughAccess(`/v1/operators/${agent}`, { method: "DELETE", token })).status).toBe(404);
  expect(await refusalOf(await put(admin, { role: "agent" }))).toEqual({ status: 409, code: "conflict" });
});

test("reading a conversation is one entry however often a page asks, and a visitor's own reading is none", async () => {
  serveKeys();
  const visitor = await startConversation();
  const path = `/v1/conversations/${visitor.id}/events`;
  await ask(path, { token: visitor.token });
  for (let n = 0; n < 3; n++) await askThroughAccess(path, { token: await tokenFor(agent) });
  const { entries } = await auditOf(`?subject=${visitor.id}`);
  expect(entries.map(({ actor, role, via, action }) => [actor, role, via, action])).toEqual([
    [agent, "agent", "access", "conversation.read"],
  ]);
});

test("what is exported, erased, set, taught and stored is written down with who did it, and no text with it", async () => {
  serveKeys();
  const token = await tokenFor(admin);
  const visitor = await startConversation();
  const article = { title: "Watering", body: "Water the garden on Mondays." };
  await askThroughAccess(`/v1/conversations/${visitor.id}/export`, { token });
  await askThroughAccess(`/v1/conversations/${visitor.id}`, { method: "DELETE", token });
  await askThroughAccess("/v1/settings", { method: "PATCH", token, body: { answerThreshold: 0.4 } });
  await askThroughAccess("/v1/articles/watering", { method: "PUT", token, body: article });
  await askThroughAccess("/v1/articles/watering", { method: "DELETE", token });
  await askThroughAccess("/v1/articles/no-such", { method: "DELETE", token });
  const { entries } = await auditOf();
  expect(entries.map(({ actor, action, subject }) => [actor, action, subject]).slice(0, 5)).toEqual([
    [admin, "article.removed", "watering"],
    [admin, "article.stored", "watering"],
    [admin, "settings.changed", "answerThreshold"],
    [admin, "conversation.erased", visitor.id],
    [admin, "conversation.exported", visitor.id],
  ]);
  expect(JSON.stringify(entries)).not.toContain("Mondays");
});

test("the log is read page by page, newest first, each entry once", async () => {
  serveKeys();
  const token = await tokenFor(admin);
  for (let n = 0; n < 5; n++)
    await askThroughAccess(`/v1/operators/page-${n}@verdanook.example`, { method: "PUT", token, body: { role: "agent" } });
  const seen: string[] = [];
  let cursor = "";
  for (let next: string | null = ""; next !== null; cursor = `&before=${next}`) {
    const page = await auditOf(`?limit=2&action=operator.changed${cursor}`);
    seen.push(...page.entries.map(({ subject }) => subject));
    next = page.next;
  }
  expect(seen.filter((subject) => subject.startsWith("page-"))).toEqual([4, 3, 2, 1, 0].map((n) => `page-${n}@verdanook.example`));
  expect(new Set(seen).size).toBe(seen.length);
});

test("no statement edits the log or removes what happened lately", async () => {
  await env.DB.prepare("INSERT INTO audit (at, actor, role, via, action, subject) VALUES (?1, 'a', 'admin', 'secret', 'audit.read', 'x')")
    .bind(Date.now())
    .run();
  await env.DB.prepare(
    "INSERT INTO audit (at, actor, role, via, action, subject) VALUES (1, 'a', 'admin', 'secret', 'audit.read', 'old')",
  ).run();
  await expect(env.DB.prepare("UPDATE audit SET actor = 'b'").run()).rejects.toThrow("append-only");
  await expect(env.DB.prepare("DELETE FROM audit WHERE subject = 'x'").run()).rejects.toThrow("30 days");
  await env.DB.prepare("DELETE FROM audit WHERE subject = 'old'").run();
});

test("what the secret's holder does is written down as the secret's", async () => {
  await askAsOperator("/v1/tickets/1");
  serveKeys();
  const visitor = await startConversation();
  await askThroughAccess(`/v1/conversations/${visitor.id}/runs`, { headers: { authorization: `Bearer ${env.OPERATOR_TOKEN}` } });
  expect((await auditOf(`?subject=${visitor.id}`)).entries[0]).toMatchObject({ actor: "secret", via: "secret", action: "runs.read" });
});
