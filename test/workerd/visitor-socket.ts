/** A visitor's WebSocket, opened by a real handshake. Frames are awaited by what they are, never by time. */
import { exports } from "cloudflare:workers";
import { type ServerFrame, ServerFrameSchema } from "#contracts/frames";
import { deskOrigin, freshAddress, type Visitor } from "./desk.ts";

type FrameOf<T extends ServerFrame["type"]> = Extract<ServerFrame, { type: T }>;

export const handshake = (
  visitor: { id: string; token: string },
  { origin, protocols, query = "" }: { origin?: string; protocols?: string; query?: string } = {},
) =>
  exports.default.fetch(
    new Request(`${deskOrigin}/v1/conversations/${visitor.id}/socket${query}`, {
      headers: {
        upgrade: "websocket",
        "cf-connecting-ip": freshAddress(),
        "sec-websocket-protocol": protocols ?? `edgedesk.v1, token.${visitor.token}`,
        ...(origin === undefined ? {} : { origin }),
      },
    }),
  );

export class VisitorSocket {
  readonly frames: ServerFrame[] = [];
  /** Resolves with the code when the far end closes. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #waiters = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.accept();
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string" && data !== "pong") this.frames.push(ServerFrameSchema.parse(JSON.parse(data)));
      for (const look of this.#waiters) look();
    });
    this.closed = new Promise((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
  }

  send(frame: unknown): void {
    this.#socket.send(typeof frame === "string" ? frame : JSON.stringify({ v: 1, ...Object(frame) }));
  }

  /** The first frame of this type, from the `from`-th on, that `fits`. */
  frame<T extends ServerFrame["type"]>(type: T, fits: (frame: FrameOf<T>) => boolean = () => true, from = 0): Promise<FrameOf<T>> {
    const isWanted = (frame: ServerFrame): frame is FrameOf<T> => frame.type === type;
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.frames.slice(from).filter(isWanted).find(fits);
        if (!found) return;
        this.#waiters.delete(look);
        resolve(found);
      };
      this.#waiters.add(look);
      look();
    });
  }

  /** The first event of this type, from the `from`-th frame on. */
  event(type: FrameOf<"event">["event"]["type"], from = 0): Promise<FrameOf<"event">> {
    return this.frame("event", ({ event }) => event.type === type, from);
  }

  /** Frames of one type so far. */
  all<T extends ServerFrame["type"]>(type: T): FrameOf<T>[] {
    return this.frames.filter((frame): frame is FrameOf<T> => frame.type === type);
  }

  close(): void {
    this.#socket.close(1000, "done");
  }
}

/** Connects without having read anything yet. */
export async function connect(visitor: Visitor, origin?: string): Promise<VisitorSocket> {
  const response = await handshake(visitor, origin === undefined ? {} : { origin });
  if (!response.webSocket) throw new Error(`no socket: ${response.status} ${await response.text()}`);
  return new VisitorSocket(response.webSocket);
}

/** Connects and reads the log from the cursor to its end. */
export async function join(visitor: Visitor, after = 0): Promise<VisitorSocket> {
  const socket = await connect(visitor);
  socket.send({ type: "resume", after });
  await socket.frame("ready");
  return socket;
}
