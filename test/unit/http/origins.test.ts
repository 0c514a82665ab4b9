import { expect, test } from "vitest";
import { originAllowed } from "#http/origins";
import { originVariants } from "../../fakes/origin-variants.ts";

const desk = "https://desk.example/v1/conversations?x=https://evil.example";
const allowed = ["https://shop.example", "https://www.shop.example:8443"];

test.each(["https://desk.example", ...allowed])("a page of %s may talk to the desk", (origin) => {
  expect(originAllowed(origin, desk, allowed)).toBe(true);
});

test.each(originVariants)("a page of %j may not", (origin) => {
  expect(originAllowed(origin, desk, allowed)).toBe(false);
});
