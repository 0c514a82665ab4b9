import { createExecutionContext, listDurableObjectIds } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { D1Tickets } from "#adapters/tickets/d1-tickets";
import { signToken } from "#http/tokens";
import worker from "#index";
import { eventually } from "../eventually.ts";
import { originVariants } from "../../fakes/origin-variants.ts";
import { ask, deskOrigin, refusalOf, startConversation } from "../desk.ts";
import { handshake } from "../visitor-socket.ts";

const hex = (n: number): string => n.toString(16).padStart(32, "0");
const objects = async (): Promise<number> => (await listDurableObjectIds(env.CONVERSATIONS)).length;

test.each(originVariants)("a page of %j can neither start a conversation nor open a socket", async (origin) => {
  expect(await refusalOf(await ask("/v1/conversations", { method: "POST", origin }))).toEqual({ status: 403, code: "foreign_origin" });
  const visitor = { id: hex(1), token: (await signToken("visitor", { conversation: hex(1), origin }, env.SIGNING_KEY, Date.now())).token };
  expect(await refusalOf(await handshake(visitor, { origin }))).toEqual({ status: 403, code: "foreign_origin" });
  expect(await objects()).toBe(0);
});

test("a foreign page's preflight is allowed nothing, the desk's own everything that it needs", async () => {
  const preflight = (origin: string) =>
    ask("/v1/conversations", {
      method: "OPTIONS",
      origin,
      headers: { "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
    });
  expect((await preflight("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
  const own = await preflight(deskOrigin);
  expect(own.headers.get("access-control-allow-origin")).toBe(deskOrigin);
  expect(own.headers.get("access-control-allow-credentials")).toBeNull();
});

test("forged, foreign and expired tokens are refused before any object comes to life", async () => {
  const claims = (n: number) => ({ conversation: hex(n), origin: "" });
  const before = await objects();
  const now = Date.now();
  for (let n = 10; n < 24; n++) {
    const forged = await signToken("visitor", claims(n), "x".repeat(40), now);
    const foreign = await signToken("visitor", claims(n + 1), env.SIGNING_KEY, now);
    const expired = await signToken("visitor", claims(n), env.SIGNING_KEY, now - 3_600_000);
    for (const { token } of [forged, foreign, expired]) {
      expect([401, 403]).toContain((await ask(`/v1/conversations/${hex(n)}/events`, { token })).status);
      expect([401, 403]).toContain((await ask(`/v1/conversations/${hex(n)}`, { method: "DELETE", token })).status);
      expect([401, 403]).toContain((await handshake({ id: hex(n), token })).status);
    }
    expect((await ask(`/v1/conversations/${hex(n)}/messages`, { method: "POST", token: "abc", body: { id: "m", text: "x" } })).status).toBe(
      401,
    );
  }
  expect(await objects()).toBe(before);
});

test("a token that was given to one page is worth nothing on another, nor without one", async () => {
  const visitor = await startConversation(deskOrigin);
  expect((await handshake(visitor)).status).toBe(403);
  const response = await handshake(visitor, { origin: deskOrigin });
  expect(response.status).toBe(101);
  response.webSocket?.accept();
  const elsewhere = await startConversation();
  expect((await handshake(elsewhere, { origin: deskOrigin })).status).toBe(403);
});

test.each<[string, string]>([
  ["no protocol", ""],
  ["the token without the protocol", "token.abc"],
  ["the protocol without a token", "edgedesk.v1"],
  ["another version", "edgedesk.v2, token.abc"],
])("a handshake that offers %s is refused", async (_case, protocols) => {
  expect(await refusalOf(await handshake({ id: hex(1), token: "abc" }, { protocols }))).toEqual({ status: 401, code: "missing_token" });
});

test("a token in the URL opens nothing", async () => {
  const visitor = await startConversation();
  expect((await handshake(visitor, { protocols: "edgedesk.v1", query: `?token=${visitor.token}` })).status).toBe(401);
});

test.each(["", "Bearer", "Bearer ", "bearer wrong", `Bearer ${"x".repeat(30)}`])(
  "the operator's routes stay closed for %j",
  async (authorization) => {
    expect(await refusalOf(await ask("/v1/tickets", { headers: { authorization } }))).toEqual({ status: 401, code: "operator_required" });
  },
);

test("without an operator's secret the operator's routes are closed for everybody", async () => {
  const { OPERATOR_TOKEN, ...rest } = env;
  const request = new Request<unknown, IncomingRequestCfProperties>(`${deskOrigin}/v1/tickets`, {
    headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
  });
  // As a deployment that never set the secret: the binding is absent.
  const bare: Env = Object.assign(Object.create(null), rest);
  expect(await refusalOf(await worker.fetch(request, bare, createExecutionContext()))).toEqual({ status: 503, code: "operator_closed" });
});

test("an address that has used up its share is told to wait, and others are not", async () => {
  const start = (address: string) =>
    exports.default.fetch(new Request(`${deskOrigin}/v1/conversations`, { method: "POST", headers: { "cf-connecting-ip": address } }));
  // The share is counted by the minute of the wall clock; should one begin in between, it is used up again.
  await eventually(async () => {
    while ((await env.START_LIMIT.limit({ key: "203.0.113.7" })).success);
    const refused = await start("203.0.113.7");
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(await refusalOf(refused)).toEqual({ status: 429, code: "too_many_requests" });
  });
  expect((await start("203.0.113.8")).status).toBe(201);
});

test("what breaks inside is told as internal, without a word of what it was", async () => {
  const list = vi.spyOn(D1Tickets.prototype, "list").mockRejectedValue(new Error("SELECT secret FROM vault at /srv/desk.ts:1"));
  const response = await ask("/v1/tickets", { token: env.OPERATOR_TOKEN });
  list.mockRestore();
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({ code: "internal", retryable: true });
  expect(text).not.toMatch(/SELECT|vault|desk\.ts|stack|Error/);
});

test("where the demo shop is off nobody can sign in as a sample customer", async () => {
  const off: Env = Object.assign(Object.create(null), env, { DEMO_SHOP: "", TOOL_HOSTS: "" });
  const asked = (path: string, method: string, body: string | null = null) =>
    worker.fetch(
      new Request<unknown, IncomingRequestCfProperties>(`${deskOrigin}${path}`, { method, body }),
      off,
      createExecutionContext(),
    );
  expect(await refusalOf(await asked("/demo/sign-in", "POST", '{"customer":"vn-1001"}'))).toEqual({ status: 404, code: "not_found" });
  expect((await asked("/demo/customers", "GET")).status).toBe(404);
});
