/**
 * One socket to a conversation that comes back by itself: exponential back-off with full jitter, at once when the network or the tab returns,
 * and a heartbeat that notices a dead line. It carries text both ways and knows nothing of what the text means.
 */

import type { Socket, Surroundings } from "./surroundings.ts";

export type Line = "idle" | "connecting" | "open" | "waiting";

export type Connection = {
  line: () => Line;
  /** Connects, unless that is under way already. */
  open: () => void;
  /** Ends the present socket, if any, and connects anew at once. */
  reopen: () => void;
  /** False: not connected, nothing was sent. */
  send: (text: string) => boolean;
  /** Hangs up until the next `open`. */
  close: () => void;
  dispose: () => void;
};

export type Wiring = Pick<Surroundings, "connect" | "onReturn"> & {
  /**
   * Where to connect, and as whom; "later": try again after a while; "never": stay idle. `refusedBefore`: the last socket failed before
   * it opened, which is all that a browser tells of an expired token.
   */
  address: (refusedBefore: boolean) => Promise<{ url: URL; protocols: string[] } | "later" | "never">;
  opened: () => void;
  received: (text: string) => void;
  changed: () => void;
};

const firstDelayMs = 400;
const longestDelayMs = 30_000;
const openWithinMs = 15_000;
const heartbeatMs = 25_000;
const answerWithinMs = 10_000;
/** `WebSocket.OPEN`, by the standard. */
const isOpen = 1;

export function makeConnection(wiring: Wiring): Connection {
  let line: Line = "idle";
  let socket: Socket | null = null;
  let failures = 0;
  let neverOpened = false;
  /** Rises with every attempt, so that what an older one was waiting for finds itself overtaken. */
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const become = (next: Line): void => {
    const changed = line !== next;
    line = next;
    if (changed) wiring.changed();
  };

  const after = (ms: number, then: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  };

  async function open(): Promise<void> {
    if (line === "connecting" || line === "open") return;
    attempt += 1;
    const mine = attempt;
    clearTimeout(timer);
    become("connecting");
    const address = await wiring.address(neverOpened);
    if (mine !== attempt) return;
    if (address === "never") become("idle");
    else if (address === "later") fail();
    else connect(wiring.connect(address.url, address.protocols));
  }

  function connect(made: Socket): void {
    socket = made;
    neverOpened = true;
    after(openWithinMs, fail);
    made.addEventListener("open", () => {
      if (socket !== made) return;
      neverOpened = false;
      become("open");
      awaitBeat();
      wiring.opened();
    });
    made.addEventListener("message", ({ data }) => {
      if (socket !== made || typeof data !== "string") return;
      failures = 0;
      awaitBeat();
      if (data !== "pong") wiring.received(data);
    });
    made.addEventListener("close", () => {
      if (socket === made) fail();
    });
  }

  /** After a silence asks for a sign of life; without one the line counts as dead. */
  function awaitBeat(): void {
    after(heartbeatMs, () => {
      socket?.send("ping");
      after(answerWithinMs, fail);
    });
  }

  function hangUp(): void {
    attempt += 1;
    clearTimeout(timer);
    const old = socket;
    socket = null;
    old?.close();
  }

  function fail(): void {
    hangUp();
    const ceilingMs = Math.min(longestDelayMs, firstDelayMs * 2 ** failures);
    failures += 1;
    after(ceilingMs * (0.25 + 0.75 * Math.random()), () => void open());
    become("waiting");
  }

  function reopen(): void {
    hangUp();
    failures = 0;
    line = "waiting";
    void open();
  }

  const stayPut = wiring.onReturn(() => {
    if (line === "waiting") reopen();
  });

  return {
    line: () => line,
    open: () => {
      if (line === "idle") void open();
    },
    reopen,
    send: (text) => {
      if (line !== "open" || socket?.readyState !== isOpen) return false;
      socket.send(text);
      return true;
    },
    close: () => {
      hangUp();
      become("idle");
    },
    dispose: () => {
      hangUp();
      line = "idle";
      stayPut();
    },
  };
}
