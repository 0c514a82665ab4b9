/** What the host page hears of, as CustomEvents `edgedesk:<name>` that bubble from the element, and by `Edgedesk.on(name, …)`. Documented in docs/widget.md. */

export type HostEvents = {
  open: null;
  close: null;
  /** A message of either side. */
  message: { from: "customer" | "assistant" | "person"; text: string };
  /** A person was asked for. */
  handoff: { reason: string };
  /** The visitor rated the closed conversation. */
  rated: { score: number };
  /** How many messages are unread now. */
  unread: { count: number };
};

export type HostEvent = keyof HostEvents;
export type Emit = <N extends HostEvent>(name: N, detail: HostEvents[N]) => void;
