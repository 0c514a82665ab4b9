/** The inbox as operators' pages reach it: its list over HTTP, its socket by a real handshake. */
import { env, exports } from "cloudflare:workers";
import { type InboxPage, InboxPageSchema, type InboxServerFrame, InboxServerFrameSchema, type Summary } from "#contracts/inbox";
import { z } from "zod";
import { eventually } from "./eventually.ts";
import { askAsOperator, deskOrigin, freshAddress } from "./desk.ts";

export const inboxPage = async (query: Record<string, string> = {}): Promise<InboxPage> =>
  InboxPageSchema.parse(await (await askAsOperator(`/v1/inbox?${new URLSearchParams({ view: "all", ...query }).toString()}`)).json());

/** The summary of a conversation as soon as it fits. */
export const summaryWhen = (id: string, fits: (summary: Summary) => boolean = () => true): Promise<Summary> =>
  eventually(async () => {
    const found = (await inboxPage({ limit: "200" })).conversations.find((summary) => summary.id === id);
    if (!found || !fits(found)) throw new Error(`not in the inbox yet: ${JSON.stringify(found)}`);
    return found;
  });

export const operatorHandshake = (path: string, protocols: string, origin?: string): Promise<Response> =>
  exports.default.fetch(
    new Request(`${deskOrigin}${path}`, {
      headers: {
        upgrade: "websocket",
        "cf-connecting-ip": freshAddress(),
        "sec-websocket-protocol": protocols,
        ...(origin === undefined ? {} : { origin }),
      },
    }),
  );

export const nameOffer = (name: string): string =>
  `name.${btoa(String.fromCharCode(...new TextEncoder().encode(name)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")}`;

/** Frames of a socket, as they come. */
export class Frames<T> {
  readonly seen: T[] = [];
  readonly #socket: WebSocket;
  readonly #waiters = new Set<() => void>();

  constructor(response: Response, read: (json: unknown) => T) {
    if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
    this.#socket = response.webSocket;
    this.#socket.accept();
    this.#socket.addEventListener("message", ({ data }) => {
      this.seen.push(read(JSON.parse(String(data))));
      for (const look of this.#waiters) look();
    });
  }

  send(frame: object): void {
    this.#socket.send(JSON.stringify({ v: 1, ...frame }));
  }

  first(fits: (frame: T) => boolean, from = 0): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.seen.slice(from).find(fits);
        if (found === undefined) return;
        this.#waiters.delete(look);
        resolve(found);
      };
      this.#waiters.add(look);
      look();
    });
  }

  close(): void {
    this.#socket.close(1000, "done");
  }
}

export async function openInbox(me: string): Promise<Frames<InboxServerFrame>> {
  const response = await operatorHandshake("/v1/inbox/socket", `edgedesk.inbox.v1, token.${env.OPERATOR_TOKEN}, ${nameOffer(me)}`);
  return new Frames(response, (json) => InboxServerFrameSchema.parse(json));
}

const AnyFrameSchema = z.record(z.string(), z.unknown());

export async function openDeskLine(id: string, name: string): Promise<Frames<Record<string, unknown>>> {
  const protocols = `edgedesk.desk.v1, token.${env.OPERATOR_TOKEN}, ${nameOffer(name)}`;
  const response = await operatorHandshake(`/v1/conversations/${id}/desk-socket`, protocols);
  const frames = new Frames(response, (json) => AnyFrameSchema.parse(json));
  frames.send({ type: "resume", after: 0 });
  await frames.first(({ type }) => type === "ready");
  return frames;
}
