/**
 * The WebSocket handshake. The token travels as a subprotocol, because a browser can set no header and a URL ends up in logs. Everything is checked before
 * the conversation's object is touched, and what is forwarded to it is stripped of what a client could steer the socket library with.
 */
import type { Context } from "hono";
import { socketProtocol } from "#contracts/frames";
import { ConversationIdSchema } from "#domain/ids";
import { knownOrigin, requireToken } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import type { DeskEnv } from "./desk-env.ts";
import { limited } from "./limits.ts";
import { Refused } from "./problems.ts";

const tokenPrefix = "token.";

export const socketRoute = deskApp();

socketRoute.get("/v1/conversations/:id/socket", knownOrigin, limited("request"), async (c) => {
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
    throw new Refused("upgrade_required", `connect with the subprotocols ${socketProtocol} and token.<jwt>`);
  const id = ConversationIdSchema.safeParse(c.req.param("id"));
  if (!id.success) throw new Refused("invalid_request", "id: 32 hexadecimal digits");
  const claims = await requireToken(c, "visitor", tokenIn(c));
  // A token that was given to a page is worth nothing without that page's origin.
  if (claims.origin !== (c.req.header("origin") ?? ""))
    throw new Refused("foreign_origin", "the token was given to a page of another origin");
  const answer = await c.var.ports.conversations.connect(id.data, bareUpgrade(c.req.raw));
  if (answer.status !== 101 || !answer.webSocket) throw new Refused("unavailable", "the conversation does not answer; try again");
  return new Response(null, { status: 101, webSocket: answer.webSocket, headers: { "sec-websocket-protocol": socketProtocol } });
});

function tokenIn(c: Context<DeskEnv>): string {
  const offered = (c.req.header("sec-websocket-protocol") ?? "").split(",").map((protocol) => protocol.trim());
  const token = offered.find((protocol) => protocol.startsWith(tokenPrefix))?.slice(tokenPrefix.length);
  if (!offered.includes(socketProtocol) || token === undefined)
    throw new Refused("missing_token", `offer the subprotocols ${socketProtocol} and token.<jwt>`);
  return token;
}

/** Without the query (`?_pk=` would name the connection, `?__agents_transport=` would pin the object in memory) and without the token. */
function bareUpgrade(request: Request): Request {
  const url = new URL(request.url);
  return new Request(`${url.origin}${url.pathname}`, { headers: { upgrade: "websocket", connection: "upgrade" } });
}
