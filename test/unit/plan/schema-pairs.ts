/**
 * Arbitrary zod schemas, each with an arbitrary of what it may be given. The alphabet is small (few names, few bounds, few literals), so that two schemas drawn
 * by themselves often fit each other.
 */
import fc from "fast-check";
import { z } from "zod";

export type Described = {
  schema: z.ZodType;
  /** Inputs that are mostly accepted. */
  inputs: fc.Arbitrary<unknown>;
};

const bound = fc.integer({ min: 0, max: 3 });
const between = fc.tuple(bound, bound).map(([a, b]) => ({ least: Math.min(a, b), most: Math.max(a, b) }));
const strings = fc.constantFrom("a", "b", "ab", "", "abc", "A", "1", "a@example.org");
const integers = fc.integer({ min: -1, max: 4 });
const numbers = fc.oneof(integers, fc.double({ min: -1, max: 4, noNaN: true }));

const leaf: fc.Arbitrary<Described> = fc.oneof(
  fc.constant({ schema: z.string(), inputs: strings }),
  between.map(({ least, most }) => ({ schema: z.string().min(least).max(most), inputs: strings })),
  fc.constantFrom(/^a/, /b$/).map((pattern) => ({ schema: z.string().regex(pattern), inputs: strings })),
  fc.constant({ schema: z.string().regex(/a/).regex(/b/), inputs: strings }),
  fc.constantFrom({ schema: z.email(), inputs: strings }, { schema: z.url(), inputs: fc.constant("https://desk.example/") }),
  fc.constant({ schema: z.number(), inputs: numbers }),
  fc.constant({ schema: z.int(), inputs: integers }),
  between.map(({ least, most }) => ({ schema: z.number().min(least).max(most), inputs: numbers })),
  bound.map((least) => ({ schema: z.number().gt(least), inputs: numbers })),
  bound.map((most) => ({ schema: z.int().lt(most), inputs: integers })),
  fc.constant({ schema: z.int().multipleOf(2), inputs: integers }),
  fc.constant({ schema: z.boolean(), inputs: fc.boolean() }),
  fc.constant({ schema: z.null(), inputs: fc.constant(null) }),
  fc.constantFrom("a", "b", "abc").map((value) => ({ schema: z.literal(value), inputs: fc.constant(value) })),
  bound.map((value) => ({ schema: z.literal(value), inputs: fc.constant(value) })),
  fc.uniqueArray(strings, { minLength: 1, maxLength: 3 }).map((values) => ({ schema: z.enum(values), inputs: fc.constantFrom(...values) })),
  fc.constant({ schema: z.unknown(), inputs: fc.oneof(strings, integers, fc.constant(null)) }),
  fc.constant({ schema: z.never(), inputs: strings }),
  fc.constant({ schema: z.date(), inputs: fc.constant(new Date(0)) }),
);

type Kind = "plain" | "strict" | "loose";
const objectOf = (kind: Kind, shape: Record<string, z.ZodType>): z.ZodType =>
  kind === "plain" ? z.object(shape) : kind === "strict" ? z.strictObject(shape) : z.looseObject(shape);

function objectFrom(kind: Kind, fields: Record<string, { inner: Described; optional: boolean }>): Described {
  const entries = Object.entries(fields);
  const shape = Object.fromEntries(entries.map(([name, { inner, optional }]) => [name, optional ? inner.schema.optional() : inner.schema]));
  const given = fc.record(Object.fromEntries(entries.map(([name, { inner }]) => [name, inner.inputs])), {
    requiredKeys: entries.filter(([, { optional }]) => !optional).map(([name]) => name),
  });
  const more = fc.dictionary(fc.constantFrom("x", "y", "z"), strings, { maxKeys: 2 });
  return { schema: objectOf(kind, shape), inputs: fc.tuple(more, given).map(([others, own]) => ({ ...others, ...own })) };
}

export const described: fc.Arbitrary<Described> = fc.letrec<{ any: Described }>((tie) => {
  const field = fc.record({ inner: tie("any"), optional: fc.boolean() });
  return {
    any: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      leaf,
      tie("any").map(({ schema, inputs }) => ({ schema: schema.nullable(), inputs: fc.option(inputs) })),
      fc.tuple(tie("any"), between).map(([{ schema, inputs }, { least, most }]) => ({
        schema: z.array(schema).min(least).max(most),
        inputs: fc.array(inputs, { minLength: least, maxLength: most }),
      })),
      tie("any").map(({ schema, inputs }) => ({ schema: z.array(schema), inputs: fc.array(inputs, { maxLength: 2 }) })),
      fc.tuple(tie("any"), tie("any")).map(([one, other]) => ({
        schema: z.union([one.schema, other.schema]),
        inputs: fc.oneof(one.inputs, other.inputs),
      })),
      fc.tuple(tie("any"), tie("any")).map(([one, other]) => ({
        schema: z.tuple([one.schema, other.schema]),
        inputs: fc.tuple(one.inputs, other.inputs),
      })),
      tie("any").map(({ schema, inputs }) => ({
        schema: z.record(z.string(), schema),
        inputs: fc.dictionary(fc.constantFrom("x", "y"), inputs, { maxKeys: 2 }),
      })),
      fc
        .tuple(fc.constantFrom<Kind>("plain", "plain", "strict", "loose"), fc.dictionary(fc.constantFrom("x", "y"), field, { maxKeys: 2 }))
        .map(([kind, fields]) => objectFrom(kind, fields)),
    ),
  };
}).any;
