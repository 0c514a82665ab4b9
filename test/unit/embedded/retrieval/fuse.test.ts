import { expect, test } from "vitest";
import { fuseRankings } from "#embedded/retrieval/fuse";

const order = (...rankings: string[][]): string[] => fuseRankings(rankings).map(({ key }) => key);

test("what two rankings have near their tops comes before what leads only one", () => {
  expect(order(["a", "b", "c"], ["d", "b", "e"])[0]).toBe("b");
});

test("one ranking alone keeps its order, and of equals the earlier ranking's comes first", () => {
  expect(order(["a", "b", "c"], [])).toEqual(["a", "b", "c"]);
  expect(order(["a"], ["b"])).toEqual(["a", "b"]);
});

test("a key that a ranking repeats counts once", () => {
  expect(order(["a", "a", "a"], ["b"])).toEqual(["a", "b"]);
  expect(fuseRankings([["a", "a"]])[0]?.score).toBeCloseTo(1 / 61);
});

test("nothing fuses to nothing", () => {
  expect(fuseRankings([[], []])).toEqual([]);
});
