/**
 * Sockets of the desk's pages: the inbox, and one conversation. The bearer secret travels as a subprotocol, because a browser can set no header and a URL ends up in
 * logs; behind Cloudflare Access the browser brings its cookie by itself. The name under which somebody signs travels beside it, in base64url.
 */
import type { Context } from "hono";
import { deskProtocol } from "#contracts/desk";
import { inboxProtocol } from "#contracts/inbox";
import { ConversationIdSchema } from "#domain/ids";
import { knownOrigin } from "./access.ts";
import { note } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import type { DeskEnv } from "./desk-env.ts";
import { identify } from "./operator-identity.ts";
import { Refused } from "./problems.ts";

const tokenPrefix = "token.";
const namePrefix = "name.";

export const operatorSocketRoutes = deskApp();

operatorSocketRoutes.get("/v1/inbox/socket", knownOrigin, async (c) => {
  const name = await operatorFor(c, inboxProtocol);
  return handedOver(await c.var.ports.inbox.connect(name), inboxProtocol);
});

operatorSocketRoutes.get("/v1/conversations/:id/desk-socket", knownOrigin, async (c) => {
  const id = ConversationIdSchema.safeParse(c.req.param("id"));
  if (!id.success) throw new Refused("invalid_request", "id: 32 hexadecimal digits");
  const name = await operatorFor(c, deskProtocol);
  note(c, "conversation.read", id.data, { once: true });
  return handedOver(await c.var.ports.conversations.connectOperator(id.data, name), deskProtocol);
});

/** Throws unless somebody of the desk asks. @returns the name under which they work. */
async function operatorFor(c: Context<DeskEnv>, protocol: string): Promise<string> {
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
    throw new Refused("upgrade_required", `connect with the subprotocols ${protocol} and token.<OPERATOR_TOKEN>`);
  const offered = (c.req.header("sec-websocket-protocol") ?? "").split(",").map((one) => one.trim());
  const of = (prefix: string): string | undefined => offered.find((one) => one.startsWith(prefix))?.slice(prefix.length);
  if (!offered.includes(protocol)) throw new Refused("upgrade_required", `offer the subprotocol ${protocol}`);
  const operator = await identify(c, of(tokenPrefix));
  if (!operator) throw new Refused("operator_required", "offer the subprotocol token.<OPERATOR_TOKEN>, or come through Cloudflare Access");
  c.set("operator", operator);
  return operator.via === "access" ? operator.name : nameIn(of(namePrefix));
}

function nameIn(encoded: string | undefined): string {
  try {
    const bytes = Uint8Array.from(atob((encoded ?? "").replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    const name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes).trim().slice(0, 80);
    return name === "" ? "Support" : name;
  } catch {
    return "Support";
  }
}

function handedOver(answer: Response, protocol: string): Response {
  if (answer.status !== 101 || !answer.webSocket) throw new Refused("unavailable", "the desk does not answer; try again");
  return new Response(null, { status: 101, webSocket: answer.webSocket, headers: { "sec-websocket-protocol": protocol } });
}
