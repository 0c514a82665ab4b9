import { expect, test } from "vitest";
import { remembered } from "#domain/remembered";

/** Tells which texts it was really made of. */
function counted(most: number) {
  const made: string[] = [];
  const lengthOf = remembered(most, (text) => {
    made.push(text);
    return { length: text.length };
  });
  return { made, lengthOf };
}

test("what was made of a text is not made again while it is among the last", () => {
  const { made, lengthOf } = counted(2);
  const first = lengthOf("tram");
  expect(lengthOf("bicycle")).toEqual({ length: 7 });
  expect(lengthOf("tram")).toBe(first);
  expect(made).toEqual(["tram", "bicycle"]);
});

test("of too many, the one goes that was not asked for longest", () => {
  const { made, lengthOf } = counted(2);
  for (const text of ["a", "bb", "a", "ccc", "a", "bb"]) expect(lengthOf(text)).toEqual({ length: text.length });
  expect(made).toEqual(["a", "bb", "ccc", "bb"]);
});
