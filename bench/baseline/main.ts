/**
 * The same customer's path written by hand for Node, for scale: accept, one flushed transaction, acknowledge, answer, one flushed transaction, send. It uses
 * the desk's engine and speaks the desk's frames, and has nothing else: no tokens, no resume, no ownership, no journal, no retries, no recovery, no tickets,
 * no limits, no isolation between conversations. `node bench/baseline/main.ts <database file> [model server]` prints its port; with a model server, that writes the answers.
 */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { ClientFrameSchema } from "#contracts/frames";
import { cleanText } from "#domain/text";
import { piecesOf } from "#agents/resolution/pieces";
import { textOf } from "../load/frames.ts";
import { sampleKnowledge } from "./knowledge.ts";
import { type Logged, Store } from "./store.ts";
import { write } from "./model-turn.ts";
import { answer, citationsIn } from "./turn.ts";

const store = new Store(z.string().parse(process.argv[2]));
const models = process.argv[3];
const knowledge = await sampleKnowledge();
const turns = new Map<string, number>();

const server = createServer((request, response) => {
  if (request.method !== "POST" || request.url !== "/v1/conversations") return void response.writeHead(404).end();
  const id = randomUUID().replaceAll("-", "");
  store.commit(id, [{ type: "conversation.started", locale: null }]);
  response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify({ id, token: "none" }));
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false, handleProtocols: () => "edgedesk.v1" });
sockets.on("connection", (socket, request) => {
  const conversation = request.url?.split("/")[3] ?? "";
  socket.on("message", (data) => receive(socket, conversation, textOf(data)));
});
server.listen(0, "127.0.0.1", () => process.send?.(portOf(server.address())));
process.on("disconnect", () => process.exit());

function receive(socket: WebSocket, conversation: string, data: string): void {
  const frame = ClientFrameSchema.parse(JSON.parse(data));
  if (frame.type === "resume") return send(socket, { type: "ready", seq: 1, state: "ai" });
  if (frame.type !== "message") return;
  const text = cleanText(frame.text);
  if (!text.ok) return send(socket, { type: "error", code: text.error.reason, message: text.error.reason, retryable: false });
  const n = (turns.get(conversation) ?? 0) + 1;
  const turn = `${conversation}-t${n}`;
  const stored = store.commit(
    conversation,
    [
      { type: "customer.message", id: frame.id, text: text.value },
      { type: "turn.started", turn, message: frame.id, epoch: 0 },
    ],
    frame.id,
  );
  send(socket, { type: "ack", id: frame.id, seq: stored?.[0]?.seq ?? 0 });
  if (stored === null) return;
  turns.set(conversation, n);
  tell(socket, stored);
  // The acknowledgement leaves before the answer is worked on.
  setImmediate(() =>
    models === undefined
      ? reply(socket, conversation, turn, text.value)
      : void replyByModel(models, socket, conversation, turn, text.value),
  );
}

async function replyByModel(url: string, socket: WebSocket, conversation: string, turn: string, text: string): Promise<void> {
  for (const phase of ["routing", "searching", "writing"]) send(socket, { type: "status", turn, phase });
  const { passages, intent } = answer(text, knowledge);
  let index = 0;
  const written = await write(url, text, passages, (piece) =>
    send(socket, { type: "delta", turn, attempt: 1, index: index++, text: piece }),
  );
  const citations = citationsIn(written.text, passages);
  tell(
    socket,
    store.commit(conversation, [
      ...["router", "knowledge"].map((agent) => ({ type: "agent.finished", turn, agent, outcome: "done" })),
      { type: "agent.finished", turn, agent: "resolution", outcome: "done", tokens: written.tokens },
      { type: "answer.completed", turn, run: turn, attempt: 1, intent, kind: "answer", text: written.text, citations },
    ]) ?? [],
  );
}

function reply(socket: WebSocket, conversation: string, turn: string, text: string): void {
  for (const phase of ["routing", "searching"]) send(socket, { type: "status", turn, phase });
  const { decision, intent } = answer(text, knowledge);
  if (decision.act === "reply" && decision.reply.kind === "answer") {
    send(socket, { type: "status", turn, phase: "writing" });
    for (const [index, piece] of piecesOf(decision.reply.text).entries())
      send(socket, { type: "delta", turn, attempt: 1, index, text: piece });
  }
  const finished = ["router", "knowledge", "resolution"].map((agent) => ({ type: "agent.finished", turn, agent, outcome: "done" }));
  const end =
    decision.act === "reply"
      ? { type: "answer.completed", turn, run: turn, attempt: 1, intent, ...decision.reply }
      : { type: "handoff.requested", turn, reason: decision.reason, text: decision.text };
  tell(socket, store.commit(conversation, [...finished, end]) ?? []);
}

function tell(socket: WebSocket, events: readonly Logged[]): void {
  for (const logged of events) send(socket, { type: "event", ...logged });
}

const send = (socket: WebSocket, frame: object): void => socket.send(JSON.stringify({ v: 1, ...frame }));

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}
