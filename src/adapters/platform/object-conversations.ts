/** Conversations as Durable Objects, one per id. */
import { type ConversationClient, type Conversations, operatorHeader } from "#ports/conversations";

/** What this adapter needs of the namespace: a stub whose methods are the client's. */
export type ConversationNamespace = { getByName(name: string): ConversationClient & { fetch(request: Request): Promise<Response> } };

export const objectConversations = (namespace: ConversationNamespace): Conversations => ({
  get: (id) => namespace.getByName(id),
  connect: (id, request) => namespace.getByName(id).fetch(request),
  connectOperator: (id, operator) =>
    namespace.getByName(id).fetch(
      new Request("https://conversation.local/desk", {
        headers: { upgrade: "websocket", connection: "upgrade", [operatorHeader]: encodeURIComponent(operator) },
      }),
    ),
});
