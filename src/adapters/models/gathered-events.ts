/**
 * A chat completion's server-sent events with fewer, larger pieces of text: the first ones pass at once, those that follow are joined over a moment. A model writes hundreds of pieces a second, and each of them would cost
 * the provider's four streams and a schema; no reader sees the difference. Whatever is not plain text (tools, reasons to finish, usage, other kinds of lines) passes as it came, in its place.
 */
import { z } from "zod";
import { workersClock } from "#adapters/platform/workers-clock";
import { bodyReader, mostAtOnce } from "./body-reader.ts";

/** As long as the writer of deltas gathers (`src/conversation/delta-writer.ts`). */
const gatherMs = 20;
/** What comes so little before its time does not wait for it. */
const earlyMs = 3;
/** So much later a timer releases what waits. While a model writes, its next piece comes before that and does it: waking the object for a timer costs as much as a piece. */
const lateMs = 10;

/** So many pieces pass as they come: an answer is shown from its first word that stands in a passage, which is seldom its very first. */
const firstPieces = 4;

/** Bytes that a read waits for at most: a model that falls silent in mid-sentence, whatever its pace was, withholds a few words. */
const mostAwaited = 1024;

const PieceSchema = z.looseObject({
  choices: z.tuple([
    z.looseObject({
      delta: z.strictObject({ role: z.string().nullish(), content: z.string().min(1) }),
      finish_reason: z.null().optional(),
    }),
  ]),
  usage: z.null().optional(),
});
type Piece = z.infer<typeof PieceSchema>;

/** Read straight from the network's stream: a transforming stream would make three promises of each piece. */
export function gatheredEvents(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = bodyReader(body);
  let gatherer: Gatherer;
  return new ReadableStream<Uint8Array>({
    start(sink) {
      gatherer = new Gatherer(sink);
    },
    // Until something has come out, so that a reader who does not read stops the reading.
    async pull(sink) {
      try {
        for (let hasGiven = false; !hasGiven;) {
          const bytes = await reader.read(gatherer.awaits);
          if (bytes === null) {
            gatherer.end();
            return sink.close();
          }
          hasGiven = gatherer.take(bytes);
        }
      } catch (error) {
        gatherer.drop();
        throw error;
      }
    },
    cancel(reason) {
      gatherer.drop();
      return reader.cancel(reason);
    },
  });
}

type Sink = Pick<ReadableStreamDefaultController<Uint8Array>, "enqueue">;

class Gatherer {
  readonly #sink: Sink;
  readonly #decoder = new TextDecoder();
  readonly #encoder = new TextEncoder();
  /** A line that is not whole yet. */
  #rest = "";
  /** What goes out when the chunk has been read: in one go, because each go costs the provider's four streams. */
  #out = "";
  #waiting: Piece | null = null;
  #gaveAtMs = -Infinity;
  #pieces = 0;
  #bytes = 0;
  #beganAtMs: number | null = null;
  /** A choice has its reason to finish: nothing is left but the books. */
  #isFinished = false;
  /** Takes back the timer that will release what waits; null while nothing waits. */
  #cancel: (() => void) | null = null;
  /** A named event belongs to the lines around it: from there on nothing is touched. */
  #asItComes = false;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Bytes that the next read is to wait for: as many as come in a moment at the model's pace, and in the end all that is left. */
  get awaits(): number {
    if (this.#isFinished) return mostAtOnce;
    if (this.#pieces < firstPieces || this.#beganAtMs === null) return 1;
    const perMs = this.#bytes / Math.max(1, workersClock.now() - this.#beganAtMs);
    return Math.max(1, Math.min(mostAwaited, Math.floor(perMs * (gatherMs - earlyMs))));
  }

  /** @returns whether something came out. */
  take(chunk: Uint8Array): boolean {
    const nowMs = workersClock.now();
    this.#beganAtMs ??= nowMs;
    this.#bytes += chunk.byteLength;
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "" || this.#asItComes) this.#line(line);
    if (this.#waiting && nowMs - this.#gaveAtMs >= gatherMs - earlyMs) this.#joinUp();
    if (this.#waiting) this.#cancel ??= workersClock.after(gatherMs + lateMs, () => this.#release());
    return this.#give();
  }

  end(): void {
    this.#release();
    this.#out = this.#rest;
    this.#give();
  }

  /** Nobody reads any more. */
  drop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#waiting = null;
  }

  #line(line: string): void {
    const piece = this.#asItComes ? null : pieceIn(line);
    if (!piece) {
      this.#joinUp();
      this.#asItComes ||= /^(?:event|id|retry):/.test(line);
      this.#isFinished ||= finishes(line);
      this.#out += this.#asItComes ? `${line}\n` : `${line}\n\n`;
      return;
    }
    this.#pieces += 1;
    if (this.#pieces <= firstPieces) this.#text(line);
    else this.#waiting = this.#waiting ? joined(this.#waiting, piece) : piece;
  }

  /** What waits goes out next. */
  #joinUp(): void {
    const piece = this.#waiting;
    this.drop();
    if (piece) this.#text(`data: ${JSON.stringify(piece)}`);
  }

  #text(line: string): void {
    this.#gaveAtMs = workersClock.now();
    this.#out += `${line}\n\n`;
  }

  #release(): void {
    this.#joinUp();
    this.#give();
  }

  #give(): boolean {
    if (this.#out === "") return false;
    this.#sink.enqueue(this.#encoder.encode(this.#out));
    this.#out = "";
    return true;
  }
}

function pieceIn(line: string): Piece | null {
  if (!line.startsWith("data: {")) return null;
  try {
    return PieceSchema.safeParse(JSON.parse(line.slice("data: ".length))).data ?? null;
  } catch {
    return null;
  }
}

/** Of a choice: no text comes after it. */
const finishes = (line: string): boolean => /"finish_reason":\s*"/.test(line);

function joined(before: Piece, { choices: [{ delta }] }: Piece): Piece {
  const [choice] = before.choices;
  return { ...before, choices: [{ ...choice, delta: { ...choice.delta, content: choice.delta.content + delta.content } }] };
}
