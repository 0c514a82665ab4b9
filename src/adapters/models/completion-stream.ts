/**
 * A chat completion that comes as server-sent events, read in few wakings and by plain functions: the platform's streams, of which the provider's own reading takes five, make promises for each piece that
 * V8 can only clear away while every conversation of the isolate stands still (docs/decisions/0029). A read waits for as much as comes in a moment at the model's pace.
 */
import { createParser } from "eventsource-parser";
import { workersClock } from "#adapters/platform/workers-clock";
import { type BodyReader, bodyReader, mostAtOnce } from "./body-reader.ts";
import { CompletionPieces, type ConvertCompletion } from "./completion-pieces.ts";
import type { PartReader } from "./provider.ts";

type Read = Awaited<ReturnType<PartReader["read"]>>;
type Part = NonNullable<Read["value"]>;

/** A little less than the writer of deltas gathers (`src/conversation/delta-writer.ts`): what comes just before its time does not wait for the next. */
const gatherMs = 17;
/** So many pieces are read as they come: an answer is shown from its first word that stands in a passage, which is seldom its very first. */
const firstPieces = 4;
/** Bytes that a read waits for at most: a model that falls silent in mid-sentence, whatever its pace was, withholds a few words. */
const mostAwaited = 1024;
/** Characters of one event; a server that never ends one is not read on. */
const longestEvent = 1024 * 1024;

const doneMark = "[DONE]";

export class CompletionStream implements PartReader {
  readonly #body: BodyReader;
  readonly #pieces: CompletionPieces;
  readonly #decoder = new TextDecoder();
  readonly #events = createParser({
    onEvent: ({ data }) => this.#take(data),
    onError: (error) => {
      if (error.type === "max-buffer-size-exceeded") throw error;
    },
    maxBufferSize: longestEvent,
  });
  readonly #parts: Part[] = [];
  #isOver = false;
  #isMarkedDone = false;
  #bytes = 0;
  #beganAtMs: number | null = null;

  constructor(body: ReadableStream<Uint8Array>, convert: ConvertCompletion) {
    this.#body = bodyReader(body);
    this.#pieces = new CompletionPieces(convert);
  }

  /** Rejects when the connection breaks; whatever else goes wrong is an `error` part, the last one. */
  async read(): Promise<Read> {
    while (!this.#isOver && this.#parts.length === 0) await this.#readOn();
    const value = this.#parts.shift();
    return value ? { done: false, value } : { done: true, value: undefined };
  }

  cancel(reason: unknown): Promise<void> {
    this.#isOver = true;
    return this.#body.cancel(reason);
  }

  async #readOn(): Promise<void> {
    const bytes = await this.#body.read(this.#awaits);
    // Whoever reads has left meanwhile.
    if (this.#isOver) return;
    try {
      if (bytes) this.#feed(bytes);
      const isLast = !bytes || this.#isMarkedDone;
      this.#parts.push(...(isLast ? await this.#pieces.end() : this.#pieces.said()));
      this.#isOver ||= isLast;
    } catch (error) {
      this.#isOver = true;
      this.#parts.push({ type: "error", error });
    }
    // A connection whose answer was read to its end serves the next one.
    if (this.#isMarkedDone) void this.#body.read(mostAtOnce).catch(() => undefined);
  }

  #feed(bytes: Uint8Array): void {
    this.#beganAtMs ??= workersClock.now();
    this.#bytes += bytes.byteLength;
    this.#events.feed(this.#decoder.decode(bytes, { stream: true }));
  }

  #take(data: string): void {
    if (data === doneMark) this.#isMarkedDone = true;
    else this.#pieces.take(data);
  }

  /** Bytes that the next read is to wait for: as many as come in a moment at the model's pace, and in the end all that is left. */
  get #awaits(): number {
    if (this.#pieces.isFinished) return mostAtOnce;
    if (this.#pieces.count < firstPieces || this.#beganAtMs === null) return 1;
    const perMs = this.#bytes / Math.max(1, workersClock.now() - this.#beganAtMs);
    return Math.max(1, Math.min(mostAwaited, Math.floor(perMs * gatherMs)));
  }
}
