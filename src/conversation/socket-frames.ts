/** What a frame from a socket does. Every refusal is answered with an error frame; the socket stays open. */
import type { Rating } from "#contracts/events";
import type { ClientFrame } from "#contracts/frames";
import { problems } from "#contracts/problem";
import type { Result } from "#domain/result";
import type { Clock } from "#ports/clock";
import type { Refusal } from "#ports/conversations";
import type { Telemetry } from "#ports/telemetry";
import type { Accepted } from "./accept.ts";
import { type Audience, frameText, type Socket, trySend } from "./audience.ts";
import { type Bucket, frameLimit, takeToken } from "./limits.ts";
import { type FrameRefusal, readFrame } from "./read-frame.ts";
import type { Records } from "./records.ts";

/** Events sent in one go while a client catches up. */
const replayPage = 500;

export type FrameVerbs = {
  post(message: { id: string; text: string }): Promise<Result<Accepted, Refusal>>;
  /** Starts the work on what was posted, after the acknowledgement has been sent. */
  answer(): void;
  requestHandoff(): Promise<Result<unknown, Refusal>>;
  giveFeedback(feedback: { turn: string; rating: "up" | "down"; reason: string | null }): Result<unknown, Refusal>;
  rate(rating: Rating): Promise<Result<unknown, Refusal>>;
  leaveContact(contact: { email: string }): Promise<Result<unknown, Refusal>>;
  stop(turn: string): Refusal | null;
  confirm(word: { proposal: string; accept: boolean }): Promise<Result<unknown, Refusal>>;
};

export class SocketFrames {
  readonly #records: Records;
  readonly #audience: Audience;
  readonly #verbs: FrameVerbs;
  readonly #clock: Clock;
  readonly #telemetry: Telemetry;
  readonly #buckets = new Map<string, Bucket>();

  constructor(records: Records, audience: Audience, { clock, telemetry }: { clock: Clock; telemetry: Telemetry }, verbs: FrameVerbs) {
    this.#records = records;
    this.#audience = audience;
    this.#verbs = verbs;
    this.#clock = clock;
    this.#telemetry = telemetry;
  }

  async receive(socket: Socket, data: string | ArrayBuffer | ArrayBufferView): Promise<void> {
    const frame = readFrame(data);
    const refusal = takeToken(this.#bucketOf(socket), this.#clock.now()) ? await this.#answer(socket, frame) : tooMany(frame);
    if (refusal) tellRefusal(socket, refusal);
  }

  /** Forgets a socket that has closed. */
  forget(socket: Socket): void {
    this.#buckets.delete(socket.id);
    if (this.#audience.leave(socket)) this.#telemetry.count("sockets_closed", {});
  }

  async #answer(socket: Socket, frame: ReturnType<typeof readFrame>): Promise<FrameRefusal | null> {
    return frame.ok ? this.#act(socket, frame.value) : frame.error;
  }

  async #act(socket: Socket, frame: ClientFrame): Promise<FrameRefusal | null> {
    switch (frame.type) {
      case "message": {
        const atMs = this.#clock.now();
        const posted = await this.#verbs.post({ id: frame.id, text: frame.text });
        if (!posted.ok) return { ...posted.error, id: frame.id };
        trySend(socket, frameText({ type: "ack", id: posted.value.id, seq: posted.value.seq }));
        this.#verbs.answer();
        this.#telemetry.observe("ack_seconds", {}, (this.#clock.now() - atMs) / 1000);
        return null;
      }
      case "resume":
        return this.#resume(socket, frame.after);
      case "handoff":
        return refusalIn(await this.#verbs.requestHandoff());
      case "feedback":
        return refusalIn(this.#verbs.giveFeedback({ turn: frame.turn, rating: frame.rating, reason: frame.reason ?? null }));
      case "rate":
        return refusalIn(await this.#verbs.rate({ score: frame.score, comment: frame.comment ?? null }));
      case "contact":
        return refusalIn(await this.#verbs.leaveContact({ email: frame.email }));
      case "typing":
        this.#audience.typing("customer", socket);
        return null;
      case "stop":
        return this.#verbs.stop(frame.turn);
      case "confirm":
        return refusalIn(await this.#verbs.confirm({ proposal: frame.proposal, accept: frame.accept }));
    }
  }

  /** Replays the log from the cursor and joins the live tail, without an await in between, so that nothing can be missed or told twice. */
  #resume(socket: Socket, after: number): FrameRefusal | null {
    const standing = this.#records.standing();
    if (!standing) return { reason: "not_found", detail: "this conversation does not exist or was erased" };
    let seq = after;
    for (let page = this.#records.log.after(seq, replayPage); page.length > 0; page = this.#records.log.after(seq, replayPage)) {
      for (const logged of page) trySend(socket, frameText({ type: "event", ...logged }));
      seq = page.at(-1)?.seq ?? seq;
    }
    trySend(socket, frameText({ type: "ready", seq: this.#records.log.head, state: standing.state }));
    if (this.#audience.join(socket)) this.#telemetry.count("sockets_opened", {});
    return null;
  }

  #bucketOf(socket: Socket): Bucket {
    const bucket = this.#buckets.get(socket.id) ?? { tokens: frameLimit.burst, atMs: this.#clock.now() };
    this.#buckets.set(socket.id, bucket);
    return bucket;
  }
}

const refusalIn = (result: Result<unknown, Refusal>): FrameRefusal | null => (result.ok ? null : result.error);

function tooMany(frame: ReturnType<typeof readFrame>): FrameRefusal {
  const detail = `at most ${frameLimit.perSecond} frames a second; send this one again later`;
  return { reason: "too_many_requests", detail, ...(frame.ok && frame.value.type === "message" ? { id: frame.value.id } : {}) };
}

function tellRefusal(socket: Socket, { reason, detail, id }: FrameRefusal): void {
  const { title, retryable } = problems[reason];
  trySend(
    socket,
    frameText({ type: "error", code: reason, message: `${title}: ${detail}`, retryable, ...(id === undefined ? {} : { id }) }),
  );
}
