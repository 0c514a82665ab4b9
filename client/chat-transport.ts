/**
 * The AI SDK's `DefaultChatTransport` sends the whole chat; the desk wants the new message alone, and knows the rest. The message keeps the id that `useChat` gave it, so sending
 * it again is harmless, and a stream that broke off is read again from its beginning by that id.
 */
import type { ChatTransportOptions } from "./api.ts";

export function chatTransportOptions(desk: string, pass: () => Promise<{ id: string; token: string }>): ChatTransportOptions {
  let asked: string | null = null;
  const enter = async (path: string, more: Record<string, string> = {}) => {
    const { id, token } = await pass();
    const api = `${desk}/v1/conversations/${id}/${path}`;
    return { api, headers: { authorization: `Bearer ${token}`, ...more }, credentials: "omit" as const };
  };
  return {
    prepareSendMessagesRequest: async ({ messages }) => {
      const message = messages.findLast(({ role }) => role === "user");
      if (message === undefined) throw new Error("there is no message to send");
      asked = message.id;
      const text = message.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
      return { ...(await enter("messages", { accept: "text/event-stream" })), body: { id: message.id, text } };
    },
    prepareReconnectToStreamRequest: () => enter(asked === null ? "stream" : `stream?message=${asked}`),
  };
}
