/** What a frame from a socket does. Every refusal is answered with an error frame; the socket stays open. */
import type { Rating } from "#contracts/events";
import type { ClientFrame } from "#contracts/frames";
import { problems } from "#contracts/problem";
import type { Result } from "#domain/result";
import type { Clock } from "#ports/clock";
import type { Refusal } from "#ports/conversations";
import type { Telemetry } from "#ports/telemetry";
import type { Accepted } from "./accept.ts";
import type { Audience } from "./audience.ts";
import { type Bucket, frameLimit, takeToken } from "./limits.ts";
import { type FrameRefusal, readFrame } from "./read-frame.ts";
import type { Records } from "./records.ts";
import { Replay } from "./replay.ts";
import type { Socket, Told } from "./socket.ts";

export type FrameVerbs = {
  post(message: { id: string; text: string }): Promise<Result<Accepted, Refusal>>;
  /** Starts the work on what was posted, after the acknowledgement has been sent. */
  answer(): void;
  /** The acknowledgement has left; the frame had come at `frameAtMs`. */
  acknowledged(message: Accepted, frameAtMs: number): void;
  requestHandoff(): Promise<Result<unknown, Refusal>>;
  giveFeedback(feedback: { turn: string; rating: "up" | "down"; reason: string | null }): Result<unknown, Refusal>;
  rate(rating: Rating): Promise<Result<unknown, Refusal>>;
  leaveContact(contact: { email: string }): Promise<Result<unknown, Refusal>>;
  stop(turn: string): Refusal | null;
  confirm(word: { proposal: string; accept: boolean }): Promise<Result<unknown, Refusal>>;
};

export class SocketFrames {
  readonly #audience: Audience;
  readonly #verbs: FrameVerbs;
  readonly #clock: Clock;
  readonly #telemetry: Telemetry;
  readonly #replay: Replay;
  readonly #buckets = new Map<string, Bucket>();

  constructor(records: Records, audience: Audience, { clock, telemetry }: { clock: Clock; telemetry: Telemetry }, verbs: FrameVerbs) {
    this.#audience = audience;
    this.#verbs = verbs;
    this.#clock = clock;
    this.#telemetry = telemetry;
    this.#replay = new Replay(records, audience, { clock, telemetry });
  }

  async receive(socket: Socket, data: string | ArrayBuffer | ArrayBufferView): Promise<void> {
    const frame = readFrame(data);
    const refusal = takeToken(this.#bucketOf(socket), this.#clock.now()) ? await this.#answer(socket, frame) : tooMany(frame);
    if (refusal) this.#audience.tell(socket, told(refusal));
  }

  /** Forgets a socket that has closed. */
  forget(socket: Socket): void {
    this.#buckets.delete(socket.id);
    this.#replay.forget(socket);
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
        this.#audience.tell(socket, { type: "ack", id: posted.value.id, seq: posted.value.seq });
        this.#verbs.answer();
        this.#verbs.acknowledged(posted.value, atMs);
        return null;
      }
      case "resume":
        return this.#replay.from(socket, frame.after);
      case "read":
        return this.#replay.goOn(socket, frame.mark);
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

  #bucketOf(socket: Socket): Bucket {
    const bucket = this.#buckets.get(socket.id) ?? { tokens: frameLimit.burst, atMs: this.#clock.now() };
    this.#buckets.set(socket.id, bucket);
    return bucket;
  }
}

const refusalIn = (result: Result<unknown, Refusal>): FrameRefusal | null => (result.ok ? null : result.error);

function tooMany(frame: ReturnType<typeof readFrame>): FrameRefusal {
  const detail = `at most ${frameLimit.perSecond} frames a second; send this one again later`;
  return {
    reason: "too_many_requests",
    detail,
    retryAfterS: 1,
    ...(frame.ok && frame.value.type === "message" ? { id: frame.value.id } : {}),
  };
}

function told({ reason, detail, id, retryAfterS }: FrameRefusal): Told {
  const { title, retryable } = problems[reason];
  const more = { ...(id === undefined ? {} : { id }), ...(retryAfterS === undefined ? {} : { retryAfterS }) };
  return { type: "error", code: reason, message: `${title}: ${detail}`, retryable, ...more };
}
