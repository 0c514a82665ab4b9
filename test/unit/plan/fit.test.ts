import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { jsonSchemaOf, misfit, schemaAt } from "#plan/fit";
import { type Described, described } from "./schema-pairs.ts";

const misfitOf = (source: z.ZodType, target: z.ZodType): string | null =>
  misfit(jsonSchemaOf(source, "output"), jsonSchemaOf(target, "input"));

/** Two schemas that have something to do with each other: drawn by themselves, or one a widening of the other. */
const pairs: fc.Arbitrary<[Described, z.ZodType]> = fc.oneof(
  fc.tuple(described, described).map(([source, target]) => [source, target.schema] satisfies [Described, z.ZodType]),
  described.map((source) => [source, source.schema] satisfies [Described, z.ZodType]),
  fc
    .tuple(described, described)
    .map(([source, other]) => [source, z.union([other.schema, source.schema])] satisfies [Described, z.ZodType]),
  fc
    .tuple(described, described)
    .map(
      ([source, other]) =>
        [
          { schema: z.object({ x: source.schema }), inputs: source.inputs.map((x) => ({ x })) },
          z.object({ x: source.schema, y: other.schema.optional() }),
        ] satisfies [Described, z.ZodType],
    ),
);

test("whatever fits, according to the schemas, really parses", () => {
  let shown = 0;
  fc.assert(
    fc.property(
      pairs.chain(([source, target]) => fc.record({ source: fc.constant(source), target: fc.constant(target), input: source.inputs })),
      ({ source, target, input }) => {
        const given = source.schema.safeParse(input);
        if (!given.success || misfitOf(source.schema, target) !== null) return;
        shown++;
        const taken = target.safeParse(given.data);
        if (!taken.success) throw new Error(`${JSON.stringify(given.data)} was said to fit: ${taken.error.message}`);
      },
    ),
    { numRuns: 1_500, seed: 20261122 },
  );
  expect(shown).toBeGreaterThan(150);
});

test.each([
  ["a wider bound", z.number().min(1).max(3), z.number().min(0).max(4)],
  ["an open end", z.int().min(2), z.number().gt(1)],
  ["a value of an enumeration", z.literal("a"), z.enum(["a", "b"])],
  ["one branch of a union", z.string(), z.union([z.number(), z.string()])],
  ["every branch of a union", z.union([z.literal(1), z.literal(2)]), z.int()],
  ["null where null may be", z.string().nullable(), z.string().nullable()],
  ["an object with more fields than are asked for", z.object({ a: z.string(), b: z.int() }), z.object({ a: z.string() })],
  ["a field that may be left out", z.object({ a: z.string() }), z.object({ a: z.string(), b: z.string().optional() })],
  ["an array of what fits", z.array(z.int()).max(2), z.array(z.number())],
  ["the same pattern", z.iso.datetime(), z.iso.datetime()],
  ["anything where anything goes", z.unknown(), z.unknown()],
  ["a short literal", z.literal("ab"), z.string().min(1).max(2).regex(/^a/)],
])("%s fits", (_case, source, target) => {
  expect(misfitOf(source, target)).toBeNull();
});

test.each([
  ["a tighter bound", z.number().min(0), z.number().min(1), "minimum"],
  ["a bound that is left out", z.number().min(1), z.number().gt(1), "exclusiveMinimum"],
  ["a fraction", z.number(), z.int(), "integer is needed"],
  ["a number beyond the bound", z.literal(50), z.int().max(20), "50"],
  ["a word beyond the length", z.literal("abc"), z.string().max(2), "abc"],
  ["a word against the pattern", z.enum(["ab", "cd"]), z.string().regex(/^a/), "cd"],
  ["a further value", z.enum(["a", "b"]), z.literal("a"), "may be other than a"],
  ["null where none may be", z.string().nullable(), z.string(), "null"],
  ["a missing field", z.object({}), z.object({ a: z.string() }), "a: may be missing"],
  ["a field that may be missing", z.object({ a: z.string().optional() }), z.object({ a: z.string() }), "a: may be missing"],
  ["a field of an open object", z.looseObject({}), z.object({ a: z.string().optional() }), "a: "],
  ["a field too many", z.object({ a: z.string(), b: z.string() }), z.strictObject({ a: z.string() }), "b"],
  ["a foreign value of a record", z.object({ a: z.string() }), z.record(z.string(), z.number()), "a: string where number"],
  ["an item that does not fit", z.array(z.object({ a: z.string() })), z.array(z.object({ a: z.int() })), "[].a: string where integer"],
  ["another format", z.string(), z.url(), "format"],
  ["what nothing fits", z.string(), z.never(), "not"],
  ["what JSON has no word for", z.string(), z.date(), "not"],
  ["several patterns at once", z.string(), z.string().regex(/a/).regex(/b/), "allOf"],
  ["a tuple", z.array(z.string()), z.tuple([z.string()]), "prefixItems"],
])("%s does not fit, and the reason says what and where", (_case, source, target, words) => {
  expect(misfitOf(source, target)).toContain(words);
});

test("a path leads through fields that are always there, and nowhere else", () => {
  const schema = jsonSchemaOf(
    z.object({ a: z.object({ b: z.string(), c: z.string().optional() }), u: z.union([z.object({ a: z.string() }), z.null()]) }),
    "output",
  );
  expect(schemaAt(schema, ["a", "b"])).toEqual({ type: "string" });
  expect(schemaAt(schema, [])).toBe(schema);
  expect(schemaAt(schema, ["a", "c"])).toBeNull();
  expect(schemaAt(schema, ["a", "missing"])).toBeNull();
  expect(schemaAt(schema, ["u", "a"])).toBeNull();
  expect(schemaAt(schema, ["constructor"])).toBeNull();
});
