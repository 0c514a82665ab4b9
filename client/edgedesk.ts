/**
 * A client of a desk without a user interface and without dependencies: pages, Node from 22, Deno, Workers. The connection, the outbox and the reading of the log are the
 * widget's own (`src/browser/conversation`). `npm run build` makes `client/dist` of it.
 */
import type { Surroundings } from "#browser/conversation/surroundings";
import { pageFetch } from "#browser/wire/http";
import type { Edgedesk, EdgedeskOptions, Store } from "./api.ts";
import { chatTransportOptions } from "./chat-transport.ts";
import { makeConversation } from "./conversation.ts";

export { DeskRefusal } from "./desk-refusal.ts";

/** One visitor's desk. Nothing is sent before the first call that needs it. */
export function createEdgedesk(options: EdgedeskOptions): Edgedesk {
  const desk = new URL(options.url).origin;
  const conversation = makeConversation(desk, surroundingsOf(options));
  return { conversation, chatTransport: () => chatTransportOptions(desk, () => conversation.pass()) };
}

function surroundingsOf({ storage = memory(), fetch, WebSocket = globalThis.WebSocket, locale = "" }: EdgedeskOptions): Surroundings {
  return {
    fetch: fetch ?? ("document" in globalThis ? pageFetch : (url, init) => globalThis.fetch(url, init)),
    connect: (url, protocols) => new WebSocket(url.href, protocols),
    storage,
    locale,
    onElsewhere: nobody,
    onReturn: nobody,
    explain: ({ message }) => message,
  };
}

const nobody = () => () => undefined;

function memory(): Store {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}
