/** Reads the body of an answer up to a cap, so that whoever answers cannot fill the isolate's memory. */

/** Null: it is longer, and the rest was not read. Throws when the connection breaks. */
export async function textWithin({ body }: Response, maxBytes: number): Promise<string | null> {
  if (!body) return "";
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = "";
  let bytes = 0;
  for (;;) {
    const piece: { done: boolean; value?: unknown } = await reader.read();
    if (piece.done || !(piece.value instanceof Uint8Array)) return text + decoder.decode();
    bytes += piece.value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(piece.value, { stream: true });
  }
}
