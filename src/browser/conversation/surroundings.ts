/** What a conversation needs of the place where it runs. The widget fills it from its page (`#browser/widget/page-surroundings`), the client without UI from what it is given. */
import type { DeskFetch, Told } from "#browser/wire/http";

/** As much of a WebSocket as is used: that of browsers, of Node from 22, of Deno and of Workers. */
export interface Socket {
  readonly readyState: number;
  send(text: string): void;
  close(): void;
  addEventListener(type: "open" | "close", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
}

/** As much of `localStorage` as is used. Either may throw: it then counts as empty, or as full. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

type Unsubscribe = () => void;

export type Surroundings = {
  fetch: DeskFetch;
  connect: (url: URL, protocols: string[]) => Socket;
  storage: Store;
  /** Of the visitor, a BCP 47 tag; anything else is passed over. */
  locale: string;
  /** Calls when somebody else (another tab) changed what is stored under the key. */
  onElsewhere: (key: string, listener: () => void) => Unsubscribe;
  /** Calls when waiting for the next attempt makes no sense any longer: the network is back, the tab is looked at. */
  onReturn: (listener: () => void) => Unsubscribe;
  /** The words for a refusal. */
  explain: (refusal: Told) => string;
};
