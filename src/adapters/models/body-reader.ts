/**
 * Reads a response's body in few wakings. A network hands over every chunk by itself, and each one wakes the isolate; where the stream is one of bytes, a read can wait for several (WHATWG
 * Streams, `ReadableStreamBYOBReader.read(view, { min })`). The end of the body ends the wait.
 */

export interface BodyReader {
  /** The next bytes, at least so many unless the body ends, at most `mostAtOnce`; null at its end. They are good until the next call. */
  read(atLeast: number): Promise<Uint8Array | null>;
  cancel(reason: unknown): Promise<void>;
}

export const mostAtOnce = 16 * 1024;

/** What the platform's types do not know of its reader. */
type ByteReader = {
  read(view: Uint8Array, options: { min: number }): Promise<ReadableStreamReadResult<Uint8Array>>;
  cancel(reason: unknown): Promise<void>;
};

export function bodyReader(body: ReadableStream<Uint8Array>): BodyReader {
  const bytes = byteReader(body);
  if (!bytes) return chunkReader(body);
  let buffer = new ArrayBuffer(mostAtOnce);
  let isAtEnd = false;
  return {
    async read(atLeast) {
      if (isAtEnd) return null;
      const min = Math.min(atLeast, mostAtOnce);
      const { value } = await bytes.read(new Uint8Array(buffer), { min });
      if (!value || value.byteLength === 0) return null;
      // Less than was asked for is all there is: to ask for the end would be another waking.
      isAtEnd = value.byteLength < min;
      // The stream has taken the buffer over and gives it back with the view.
      if (value.buffer instanceof ArrayBuffer) buffer = value.buffer;
      return value;
    },
    cancel: (reason) => bytes.cancel(reason),
  };
}

/** Null for a stream that is not one of bytes. */
function byteReader(body: ReadableStream<Uint8Array>): ByteReader | null {
  try {
    return body.getReader({ mode: "byob" });
  } catch {
    return null;
  }
}

function chunkReader(body: ReadableStream<Uint8Array>): BodyReader {
  const reader = body.getReader();
  return {
    async read() {
      const { done, value } = await reader.read();
      return done ? null : value;
    },
    cancel: (reason) => reader.cancel(reason),
  };
}
