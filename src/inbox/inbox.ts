/**
 * The inbox: one object for the whole desk, which knows a summary of each conversation and tells the operators' pages what changes. It is a reading room, not a
 * source: every summary can be made again from its conversation, which pushes until it has been taken. Sockets hibernate; a page that slept reads on by revision.
 */
import { DurableObject } from "cloudflare:workers";
import { InboxClientFrameSchema, type InboxPage, type InboxQuery, type InboxServerFrame, type Summary } from "#contracts/inbox";
import { jsonIn } from "#domain/json";
import { z } from "zod";
import { Summaries } from "./summaries.ts";

/** What comes within it is written in one transaction, and goes out together. */
const gatherMs = 100;
/** A page that missed more reads its list again. */
const mostChanges = 500;
const tidyEvery = 1_000;

const AttachmentSchema = z.object({ me: z.string(), rev: z.number() });
type Attachment = z.infer<typeof AttachmentSchema>;

export class Inbox extends DurableObject<Env> {
  readonly #summaries = new Summaries(this.ctx.storage.sql);
  readonly #pushed: Summary[] = [];
  #writing: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Resolves when it is written. */
  push(summary: Summary): Promise<void> {
    this.#pushed.push(summary);
    this.#writing ??= scheduler.wait(gatherMs).then(() => this.#write());
    return this.#writing;
  }

  async forget(id: string): Promise<void> {
    if (this.#summaries.forget(id)) this.#tellAll();
  }

  async page(query: InboxQuery): Promise<InboxPage> {
    return this.#summaries.page(query, Date.now());
  }

  /** The upgrade of an operator whom the edge has let in; `x-edgedesk-me` is whose conversations count as mine. */
  override async fetch(request: Request): Promise<Response> {
    const [client, server] = Object.values(new WebSocketPair());
    if (!client || !server) return new Response(null, { status: 500 });
    this.ctx.acceptWebSocket(server);
    const me = decodeURIComponent(request.headers.get("x-edgedesk-me") ?? "");
    server.serializeAttachment({ me, rev: -1 } satisfies Attachment);
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const frame = InboxClientFrameSchema.safeParse(typeof data === "string" ? jsonIn(data) : null);
    if (!frame.success) return socket.close(1008, "send resume frames");
    const attachment = AttachmentSchema.parse(socket.deserializeAttachment());
    this.#tell(socket, { ...attachment, rev: frame.data.rev });
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    if (code === 1005) socket.close();
  }

  #write(): void {
    this.#writing = null;
    const pushed = this.#pushed.splice(0);
    const before = this.#summaries.rev;
    this.ctx.storage.transactionSync(() => {
      for (const summary of pushed) this.#summaries.put(summary);
      if (Math.floor(this.#summaries.rev / tidyEvery) > Math.floor(before / tidyEvery)) this.#summaries.tidy(Date.now());
    });
    if (this.#summaries.rev > before) this.#tellAll();
  }

  #tellAll(): void {
    for (const socket of this.ctx.getWebSockets()) {
      const attachment = AttachmentSchema.safeParse(socket.deserializeAttachment()).data;
      // A page that has not said where it stands reads its list first.
      if (attachment && attachment.rev >= 0) this.#tell(socket, attachment);
    }
  }

  /** Everything after the revision that the page has; the new one is remembered with the socket. */
  #tell(socket: WebSocket, { me, rev }: Attachment): void {
    const now = this.#summaries.rev;
    const since = rev > now ? null : this.#summaries.since(rev, mostChanges);
    const frame: InboxServerFrame = since
      ? { v: 1, type: "changes", rev: now, ...since, counts: this.#summaries.counts(me, Date.now()) }
      : { v: 1, type: "reset", rev: now };
    socket.serializeAttachment({ me, rev: now } satisfies Attachment);
    try {
      socket.send(JSON.stringify(frame));
    } catch {
      socket.close(1011, "send failed");
    }
  }
}
