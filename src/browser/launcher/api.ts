/** `window.Edgedesk`: what a host page can do with the widget from its own scripts. Documented in docs/widget.md. */
import type { HostEvent, HostEvents } from "./host-events.ts";

export type EdgedeskApi = {
  open: () => void;
  close: () => void;
  toggle: () => void;
  /** Opens the chat and sends the text as the visitor's message. */
  ask: (text: string) => void;
  /** A JWT that the host site signed; null: signed out. */
  identify: (token: string | null) => void;
  /** @returns a function that ends it. */
  on: <N extends HostEvent>(name: N, listener: (detail: HostEvents[N]) => void) => () => void;
};

/** As much of the element as is called. */
type Widget = Pick<EdgedeskApi, "open" | "close" | "toggle" | "ask" | "identify">;

declare global {
  interface HTMLElementTagNameMap {
    "edgedesk-widget": HTMLElement & Widget;
  }
}

/** What the element sends under its own names. */
const isOurs = <N extends HostEvent>(event: Event): event is CustomEvent<HostEvents[N]> => event instanceof CustomEvent;

export function publishApi(widget: () => Widget | null): void {
  const api: EdgedeskApi = {
    open: () => widget()?.open(),
    close: () => widget()?.close(),
    toggle: () => widget()?.toggle(),
    ask: (text) => widget()?.ask(text),
    identify: (token) => widget()?.identify(token),
    on: (name, listener) => {
      const hear = (event: Event): void => {
        if (isOurs<typeof name>(event)) listener(event.detail);
      };
      document.addEventListener(`edgedesk:${name}`, hear);
      return () => document.removeEventListener(`edgedesk:${name}`, hear);
    },
  };
  Reflect.set(globalThis, "Edgedesk", api);
  document.dispatchEvent(new CustomEvent("edgedesk:ready"));
}
