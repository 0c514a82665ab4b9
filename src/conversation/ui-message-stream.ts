/**
 * A turn as server-sent events in the AI SDK's UI message stream (protocol version 1), so that `useChat` is a client. Its parts are made in `turn-chunks.ts`; here is how long
 * the stream stays open: to the end of the turn, and a turn ends by its deadline at the latest; after a handoff a few seconds more, so that the ticket's number is still in it, and alike after a customer's yes.
 * The log knows number and outcome however late they come: a stream that is resumed then has it.
 */
import type { LoggedEvent } from "#contracts/events";
import type { Clock } from "#ports/clock";
import type { Audience } from "./audience.ts";
import { type Chunk, TurnChunks } from "./turn-chunks.ts";

export type TurnStream = {
  /** Null when a person has the floor and no agent answers. */
  turn: string | null;
  /** What the log already has since the message. */
  past: readonly LoggedEvent[];
  audience: Audience;
  clock: Clock;
};

/** A ticket is usually open within one or two; a chat that waits for the end of the stream keeps its customer from writing so long. */
export const outcomeWithinMs = 5_000;

const encoder = new TextEncoder();
const line = (text: string): Uint8Array => encoder.encode(`data: ${text}\n\n`);

/** A stream that ends without the part `finish` was broken off, by an error part or by the network, and may be resumed. */
export function uiMessageStream({ turn, past, audience, clock }: TurnStream): ReadableStream<Uint8Array> {
  let leave = (): void => undefined;
  const closed = new AbortController();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (chunks: readonly Chunk[]): void => {
        for (const chunk of chunks) controller.enqueue(line(JSON.stringify(chunk)));
      };
      const close = (last: readonly Chunk[]): void => {
        if (closed.signal.aborted) return;
        leave();
        closed.abort();
        send(last);
        controller.enqueue(line("[DONE]"));
        controller.close();
      };
      const finish = (): void => close([{ type: "finish" }]);
      send([{ type: "start", ...(turn === null ? {} : { messageId: turn }) }]);
      if (turn === null) {
        send([{ type: "data-status", data: { phase: "waiting" }, transient: true }]);
        return finish();
      }
      const chunks = new TurnChunks(turn);
      let isWaiting = false;
      const follow = (): void => {
        if (chunks.progress === "broken") close([]);
        else if (chunks.progress === "ended") finish();
        else if (chunks.progress !== "going" && !isWaiting) {
          isWaiting = true;
          clock.sleep(outcomeWithinMs, closed.signal).then(finish, () => undefined);
        }
      };
      for (const logged of past) send(chunks.of({ type: "event", ...logged }));
      follow();
      if (closed.signal.aborted) return;
      leave = audience.listen((told) => {
        send(chunks.of(told));
        // What one commit brought is told in one breath: the handoff that follows a failure still belongs to the stream.
        queueMicrotask(follow);
      });
    },
    cancel() {
      leave();
      closed.abort();
    },
  });
}
