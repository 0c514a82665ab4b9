import { expect, test } from "vitest";
import { bodyReader } from "#adapters/models/body-reader";

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

/** A network's stream: bytes that come in these chunks. */
function networkBody(...chunks: string[]): ReadableStream<Uint8Array> {
  const left = [...chunks];
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const next = left.shift();
      if (next !== undefined) return controller.enqueue(bytes(next));
      controller.close();
      controller.byobRequest?.respond(0);
    },
  });
}

async function reads(body: ReadableStream<Uint8Array>, atLeast: number): Promise<string[]> {
  const reader = bodyReader(body);
  const seen: string[] = [];
  for (let read = await reader.read(atLeast); read !== null; read = await reader.read(atLeast)) seen.push(new TextDecoder().decode(read));
  return seen;
}

test("a read waits for as many bytes as it was told to, and the end of the body ends the wait", async () => {
  expect(await reads(networkBody("ab", "cd", "ef", "gh", "i"), 4)).toEqual(["abcd", "efgh", "i"]);
});

test("a read that waits for one byte takes each chunk as it comes", async () => {
  expect(await reads(networkBody("ab", "cd", "e"), 1)).toEqual(["ab", "cd", "e"]);
});

test("nothing is lost when the body ends before so much has come", async () => {
  expect(await reads(networkBody("ab", "c"), 100_000)).toEqual(["abc"]);
  expect(await reads(networkBody(), 4)).toEqual([]);
});

test("a stream that is not one of bytes is read chunk by chunk", async () => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of ["ab", "cd"]) controller.enqueue(bytes(chunk));
      controller.close();
    },
  });
  expect(await reads(body, 4)).toEqual(["ab", "cd"]);
});

test("whoever stops reading lets the network know", async () => {
  const isLeft = Promise.withResolvers<unknown>();
  const body: ReadableStream<Uint8Array> = new ReadableStream({ type: "bytes", cancel: (reason) => isLeft.resolve(reason) });
  await bodyReader(body).cancel("enough");
  expect(await isLeft.promise).toBe("enough");
});
