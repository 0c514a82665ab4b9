import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { TokenRenewedSchema } from "#contracts/conversations";
import { problems } from "#contracts/problem";
import { signToken } from "#http/tokens";
import { type Asked, ask, askAsOperator, conversationOf, refusalOf, startConversation, storyOf, type Visitor } from "../desk.ts";
import { connect } from "../visitor-socket.ts";

let visitor: Visitor;
let other: Visitor;
beforeAll(async () => {
  [visitor, other] = [await startConversation(), await startConversation()];
});

const post = (body: unknown, more: Asked = {}) =>
  ask(`/v1/conversations/${visitor.id}/messages`, { method: "POST", token: visitor.token, body, ...more });

test.each<[string, () => Promise<Response>, keyof typeof problems]>([
  ["a body that is no JSON", () => post("{"), "malformed_json"],
  ["a body that is no UTF-8 text", () => post("\u0000\ufffd"), "malformed_json"],
  ["a body of another shape", () => post([]), "invalid_request"],
  ["a body without an id", () => post({ text: "x" }), "invalid_request"],
  ["a body with a field too many", () => post({ id: "m", text: "x", role: "assistant" }), "invalid_request"],
  ["an id with a slash", () => post({ id: "a/b", text: "x" }), "invalid_request"],
  ["a text that is a number", () => post({ id: "m", text: 1 }), "invalid_request"],
  ["no body at all", () => post(undefined), "invalid_request"],
  ["an empty text", () => post({ id: "m", text: "" }), "empty_message"],
  ["a text with nothing to see", () => post({ id: "m", text: " \u200b\u2060\n" }), "empty_message"],
  ["a text of 16,001 bytes", () => post({ id: "m", text: "a".repeat(16_001) }), "message_too_large"],
  ["a text of fewer letters but more bytes", () => post({ id: "m", text: "€".repeat(5_334) }), "message_too_large"],
  ["a text with half a character", () => post('{"id":"m","text":"a\\ud800b"}'), "malformed_text"],
  ["a body of more than 128 KiB", () => post({ id: "m", text: "a".repeat(140_000) }), "body_too_large"],
  ["a conversation's id that is none", () => ask("/v1/conversations/abc/events", { token: visitor.token }), "foreign_conversation"],
  ["no token", () => ask(`/v1/conversations/${visitor.id}/events`), "missing_token"],
  [
    "another scheme than bearer",
    () => ask(`/v1/conversations/${visitor.id}/events`, { headers: { authorization: "Basic eDp5" } }),
    "missing_token",
  ],
  ["a token that is none", () => ask(`/v1/conversations/${visitor.id}/events`, { token: "abc" }), "invalid_token"],
  [
    "a renewal token in the place of a visitor's",
    () => ask(`/v1/conversations/${visitor.id}/events`, { token: visitor.renewal }),
    "invalid_token",
  ],
  ["another conversation's token", () => ask(`/v1/conversations/${visitor.id}/events`, { token: other.token }), "foreign_conversation"],
  ["a cursor below nothing", () => ask(`/v1/conversations/${visitor.id}/events?after=-1`, { token: visitor.token }), "invalid_request"],
  ["a page of none", () => ask(`/v1/conversations/${visitor.id}/events?limit=0`, { token: visitor.token }), "invalid_request"],
  [
    "a rating that is none",
    () =>
      ask(`/v1/conversations/${visitor.id}/feedback`, {
        method: "POST",
        token: visitor.token,
        body: { turn: `${visitor.id}-t1`, rating: "5" },
      }),
    "invalid_request",
  ],
  [
    "a rating of a turn that never was",
    () =>
      ask(`/v1/conversations/${visitor.id}/feedback`, {
        method: "POST",
        token: visitor.token,
        body: { turn: `${visitor.id}-t9`, rating: "up" },
      }),
    "unknown_turn",
  ],
  ["a locale that is none", () => ask("/v1/conversations", { method: "POST", body: { locale: "../.." } }), "invalid_request"],
  ["a start with text that is no JSON", () => ask("/v1/conversations", { method: "POST", body: "nonsense" }), "malformed_json"],
  ["a plain request at the socket", () => ask(`/v1/conversations/${visitor.id}/socket`), "upgrade_required"],
  ["a visitor at an operator's route", () => ask("/v1/tickets", { token: visitor.token }), "operator_required"],
  ["nobody at an operator's route", () => ask("/v1/tickets"), "operator_required"],
  ["a visitor at the run graphs", () => ask(`/v1/conversations/${visitor.id}/runs`, { token: visitor.token }), "operator_required"],
  ["a ticket that never was", () => askAsOperator("/v1/tickets/999999"), "not_found"],
  ["a change that is none", () => askAsOperator("/v1/tickets/1", { method: "PATCH", body: { status: "open" } }), "invalid_request"],
  [
    "an article's id that is none",
    () => askAsOperator("/v1/articles/A_B", { method: "PUT", body: { title: "t", body: "b" } }),
    "invalid_request",
  ],
  [
    "two articles with one id",
    () =>
      askAsOperator("/v1/articles/import", {
        method: "POST",
        body: {
          articles: [
            { id: "a", title: "t", body: "b" },
            { id: "a", title: "u", body: "c" },
          ],
        },
      }),
    "invalid_request",
  ],
  ["a route that is none", () => ask("/v1/nothing"), "not_found"],
  ["a method that is none", () => ask("/v1/conversations", { method: "PROPFIND" }), "not_found"],
])("%s is refused with the code that is documented for it", async (_case, send, code) => {
  const response = await send();
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await refusalOf(response)).toEqual({ status: problems[code].status, code });
});

test("what was refused left nothing in the log", async () => {
  expect(await storyOf(visitor)).toEqual(["conversation.started"]);
});

test("an id that is used again for another text is refused over HTTP as over the socket", async () => {
  const mine = await startConversation();
  const send = (text: string) =>
    ask(`/v1/conversations/${mine.id}/messages`, { method: "POST", token: mine.token, body: { id: "m1", text } });
  const first = await send("hello");
  expect(first.status).toBe(202);
  expect(await (await send("hello")).json()).toEqual(await first.json());
  expect(await refusalOf(await send("goodbye"))).toEqual({ status: 409, code: "message_id_conflict" });
});

test("after a token has expired it is refused as expired, and the renewal token buys a fresh one", async () => {
  const old = await signToken("visitor", { conversation: visitor.id, origin: "" }, env.SIGNING_KEY, Date.now() - 16 * 60_000);
  expect(await refusalOf(await ask(`/v1/conversations/${visitor.id}/events`, { token: old.token }))).toEqual({
    status: 401,
    code: "expired_token",
  });
  const renewed = TokenRenewedSchema.parse(
    await (await ask(`/v1/conversations/${visitor.id}/token`, { method: "POST", token: visitor.renewal })).json(),
  );
  expect((await ask(`/v1/conversations/${visitor.id}/events`, { token: renewed.token })).status).toBe(200);
});

test.each<[string, string, keyof typeof problems]>([
  ["no JSON", "{", "malformed_frame"],
  ["an unknown kind", '{"v":1,"type":"admin"}', "unknown_frame"],
  ["another version", '{"v":2,"type":"handoff"}', "wrong_version"],
  ["no version", '{"type":"handoff"}', "wrong_version"],
  ["an empty text", '{"v":1,"type":"message","id":"m1","text":" "}', "empty_message"],
  ["a text that is too long", JSON.stringify({ v: 1, type: "message", id: "m1", text: "a".repeat(16_001) }), "message_too_large"],
  ["half a character", '{"v":1,"type":"message","id":"m1","text":"\\udc00"}', "malformed_text"],
  ["a frame that is too large", JSON.stringify({ v: 1, type: "message", id: "m1", text: "a".repeat(70_000) }), "frame_too_large"],
  ["a foreign turn", `{"v":1,"type":"stop","turn":"${"e".repeat(32)}-t1"}`, "unknown_turn"],
  ["a state of the agents package", '{"v":1,"type":"cf_agent_state","state":{}}', "unknown_frame"],
])("a frame with %s is answered with its code, and the socket stays open", async (_case, frame, code) => {
  const mine = await startConversation();
  const socket = await connect(mine);
  socket.send(frame);
  expect(await socket.frame("error")).toMatchObject({ code, retryable: problems[code].retryable });
  socket.send({ type: "resume", after: 0 });
  await socket.frame("ready");
  expect((await conversationOf(mine).events({ after: 0, limit: 10 })).ok).toBe(true);
});
