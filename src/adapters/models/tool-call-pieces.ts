/**
 * Calls of tools that come in pieces. The AI SDK's tracker puts them together, and knows how servers differ in numbering them; what it does not take is a call whose name comes later than its beginning.
 */
import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { StreamingToolCallTracker } from "@ai-sdk/provider-utils";
import { z } from "zod";

const orNull = <T>(schema: z.ZodType<T>) => schema.nullable().default(null);

export const ToolCallPieceSchema = z.object({
  index: orNull(z.int()),
  id: orNull(z.string()),
  function: orNull(z.object({ name: orNull(z.string()), arguments: orNull(z.string()) })),
});
type ToolCallPiece = z.infer<typeof ToolCallPieceSchema>;

export class ToolCallPieces {
  readonly #tracker: StreamingToolCallTracker;
  readonly #begun = new Set<number>();
  readonly #nameless = new Map<number, ToolCallPiece>();

  /** @param give takes the parts that come of the pieces, whole calls among them. */
  constructor(give: (part: LanguageModelV4StreamPart) => void) {
    this.#tracker = new StreamingToolCallTracker({
      enqueue: (part) => {
        if (part) give(part);
      },
    });
  }

  take(piece: ToolCallPiece): void {
    const { index } = piece;
    if (index === null || this.#begun.has(index)) return this.#tracker.processDelta(piece);
    const call = joined(this.#nameless.get(index), piece);
    if (!call.function?.name) return void this.#nameless.set(index, call);
    this.#nameless.delete(index);
    this.#begun.add(index);
    this.#tracker.processDelta(call);
  }

  /** Nothing follows. Throws `InvalidResponseDataError` for a call that never got a name. */
  end(): void {
    for (const call of this.#nameless.values()) this.#tracker.processDelta(call);
    this.#tracker.flush();
  }
}

const joined = (before: ToolCallPiece | undefined, piece: ToolCallPiece): ToolCallPiece =>
  before
    ? {
        index: piece.index,
        id: before.id ?? piece.id,
        function: { name: piece.function?.name ?? null, arguments: (before.function?.arguments ?? "") + (piece.function?.arguments ?? "") },
      }
    : piece;
