/** The smallest chat with React's own `useChat`, the AI SDK's transport and this desk's client. What it shows is read by the test around it. */
import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport, type UIMessage } from "ai";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import { chatTransportOptions } from "../../../client/chat-transport.ts";

const StartedSchema = z.object({ id: z.string(), token: z.string() });

/** The right to the conversation, kept over a reload. */
async function pass(): Promise<{ id: string; token: string }> {
  const kept = localStorage.getItem("pass");
  const text = kept ?? (await (await fetch("/v1/conversations", { method: "POST" })).text());
  const started = StartedSchema.parse(JSON.parse(text));
  localStorage.setItem("pass", text);
  localStorage.setItem("conversation", started.id);
  return started;
}

const transport = new DefaultChatTransport<UIMessage>(chatTransportOptions(location.origin, pass));
const isBack = localStorage.getItem("pass") !== null;

function Chat() {
  const { messages, sendMessage, status } = useChat({ transport, resume: isBack });
  const parts = messages.filter(({ role }) => role === "assistant").flatMap((message) => message.parts);
  return (
    <>
      <input id="ask" onKeyDown={({ key, currentTarget }) => key === "Enter" && void sendMessage({ text: currentTarget.value })} />
      <p id="status">{status}</p>
      <p id="said">{parts.map((part) => (part.type === "text" ? part.text : "")).join("")}</p>
      <p id="sources">{JSON.stringify(parts.filter(({ type }) => type === "data-citation"))}</p>
    </>
  );
}

const root = document.createElement("div");
document.body.replaceChildren(root);
createRoot(root).render(<Chat />);
