/**
 * A collector that takes nothing it should not: OTLP/HTTP in JSON as its specification and the protobuf definitions have it. Ids in hexadecimal and of their length, never all zero; 64-bit numbers as
 * strings; enums as numbers in their range; no field that the definitions do not know; a span ends no earlier than it begins.
 */
import { z } from "zod";

const id = (bytes: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`), `${bytes} bytes in lower-case hexadecimal`)
    .refine((digits) => !/^0+$/.test(digits), "all zero is no id");
const Int64Schema = z.string().regex(/^-?\d{1,19}$/, "a 64-bit number is a string in JSON");
const NanosSchema = z.string().regex(/^[1-9]\d{0,19}$/, "nanoseconds since 1970, as a string");

const ValueSchema: z.ZodType = z.union([
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ boolValue: z.boolean() }),
  z.strictObject({ intValue: Int64Schema }),
  z.strictObject({ doubleValue: z.number() }),
  z.strictObject({ arrayValue: z.strictObject({ values: z.array(z.lazy(() => ValueSchema)) }) }),
]);
const AttributesSchema = z
  .array(z.strictObject({ key: z.string().min(1), value: ValueSchema }))
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, "an attribute stands once");

const SpanSchema = z
  .strictObject({
    traceId: id(16),
    spanId: id(8),
    parentSpanId: id(8).optional(),
    traceState: z.string().optional(),
    flags: z.int().min(0).max(0xffff_ffff).optional(),
    name: z.string().min(1),
    kind: z.int().min(1).max(5),
    startTimeUnixNano: NanosSchema,
    endTimeUnixNano: NanosSchema,
    attributes: AttributesSchema,
    droppedAttributesCount: z.int().min(0).optional(),
    links: z
      .array(z.strictObject({ traceId: id(16), spanId: id(8), attributes: AttributesSchema.optional(), flags: z.int().optional() }))
      .optional(),
    status: z.strictObject({ code: z.int().min(0).max(2), message: z.string().optional() }).optional(),
  })
  .refine(({ startTimeUnixNano, endTimeUnixNano }) => BigInt(endTimeUnixNano) >= BigInt(startTimeUnixNano), "it ends before it begins")
  .refine(({ spanId, parentSpanId }) => spanId !== parentSpanId, "a span is not its own parent");
export type ReceivedSpan = z.infer<typeof SpanSchema>;

const RequestSchema = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes: AttributesSchema }),
      scopeSpans: z.array(
        z.strictObject({ scope: z.strictObject({ name: z.string(), version: z.string().optional() }), spans: z.array(SpanSchema) }),
      ),
      schemaUrl: z.string().optional(),
    }),
  ),
});

/** Throws with what is wrong. */
export function receivedSpans(body: string): ReceivedSpan[] {
  return RequestSchema.parse(JSON.parse(body)).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

/** The value of an attribute; undefined when the span does not have it. */
export function attributeOf(span: ReceivedSpan, key: string): string | number | undefined {
  const value: unknown = span.attributes.find((one) => one.key === key)?.value;
  const plain = z
    .union([
      z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
      z.object({ intValue: z.string() }).transform(({ intValue }) => Number(intValue)),
      z.object({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
    ])
    .safeParse(value);
  return plain.data;
}
