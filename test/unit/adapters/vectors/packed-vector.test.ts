import { expect, test } from "vitest";
import { normalised, packVector, unpackVector } from "#adapters/vectors/packed-vector";

test("a vector comes back from its text, of length 1", () => {
  const into = new Float32Array(6);
  expect(unpackVector(packVector([3, 0, -4]), into, 3, 3)).toBe(true);
  expect([...into].map((value) => Number(value.toFixed(6)))).toEqual([0, 0, 0, 0.6, 0, -0.8]);
});

test("a vector of other dimensions is not taken", () => {
  expect(unpackVector(packVector([1, 2, 3]), new Float32Array(4), 0, 4)).toBe(false);
});

test("a vector of zeros stays one", () => {
  expect([...normalised([0, 0])]).toEqual([0, 0]);
});
