/**
 * A socket that comes back: after a break, after the laptop slept, after the network returned. What was missed is the caller's to read on (`onOpen`). The operator's
 * token and name travel as subprotocols, never in the URL.
 */
export type LiveSocket = { send: (frame: object) => void; close: () => void };

type Options = {
  path: string;
  protocol: string;
  token: string;
  name: string;
  onOpen: (send: (frame: object) => void) => void;
  /** The text of a frame. */
  onFrame: (text: string) => void;
  onState: (isLive: boolean) => void;
};

const heartbeatMs = 25_000;
/** A heartbeat that was not answered by then: the line is dead, whatever the browser believes. */
const answeredWithinMs = 10_000;
const wait = { firstMs: 500, longestMs: 15_000 } as const;

export function liveSocket({ path, protocol, token, name, onOpen, onFrame, onState }: Options): LiveSocket {
  let socket: WebSocket | null = null;
  let tries = 0;
  let isEnded = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  let beat: ReturnType<typeof setInterval> | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;

  const send = (frame: object): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ v: 1, ...frame }));
  };

  function open(): void {
    clearTimeout(again);
    if (isEnded) return;
    const url = new URL(path, location.origin);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const line = new WebSocket(url, [protocol, ...(token === "" ? [] : [`token.${token}`]), `name.${encoded(name)}`]);
    socket = line;
    line.addEventListener("open", () => {
      tries = 0;
      onState(true);
      beat = setInterval(ping, heartbeatMs);
      onOpen(send);
    });
    line.addEventListener("message", ({ data }) => {
      clearTimeout(deadline);
      if (typeof data === "string" && data !== "pong") onFrame(data);
    });
    line.addEventListener("close", () => {
      if (socket === line) broken();
    });
  }

  function ping(): void {
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send("ping");
    clearTimeout(deadline);
    deadline = setTimeout(renew, answeredWithinMs);
  }

  function broken(): void {
    clearInterval(beat);
    clearTimeout(deadline);
    socket = null;
    if (isEnded) return;
    onState(false);
    const longest = Math.min(wait.longestMs, wait.firstMs * 2 ** tries);
    tries += 1;
    again = setTimeout(open, longest * (0.5 + Math.random() / 2));
  }

  function renew(): void {
    const line = socket;
    if (line !== null) broken();
    line?.close();
    tries = 0;
    open();
  }

  /** Back from sleep, or online again: ask at once instead of waiting for the next beat. */
  function look(): void {
    if (document.visibilityState !== "visible") return;
    if (socket === null) {
      tries = 0;
      open();
    } else ping();
  }

  addEventListener("online", look);
  document.addEventListener("visibilitychange", look);
  open();
  return {
    send,
    close: () => {
      isEnded = true;
      removeEventListener("online", look);
      document.removeEventListener("visibilitychange", look);
      clearTimeout(again);
      clearInterval(beat);
      clearTimeout(deadline);
      socket?.close(1000, "done");
    },
  };
}

/** base64url of UTF-8: a subprotocol is made of few letters. */
const encoded = (name: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(name)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
