/** Parsers for a tool's schemas: zod, made of the few words of JSON Schema that a tool file may use. What an answer has beyond them is dropped; what an input has beyond them is refused. */
import { z } from "zod";
import type { InputSpec, OutputSpec, OutputType, Tool } from "#domain/tools";

export function inputParser({ input, optional }: Pick<Tool, "input" | "optional">): z.ZodType<Record<string, string | number | boolean>> {
  const fields = Object.entries(input).map(([name, spec]) => {
    const one = scalarParser(spec);
    return [name, optional.includes(name) ? one.optional() : one];
  });
  return z.strictObject(Object.fromEntries(fields)).pipe(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])));
}

export function outputParser(spec: OutputSpec): z.ZodType {
  const types = [spec.type].flat();
  const [first = z.never(), ...rest] = types.map((type) => typeParser(type, spec));
  return rest.length === 0 ? first : z.union([first, ...rest]);
}

function typeParser(type: OutputType, spec: OutputSpec): z.ZodType {
  switch (type) {
    case "object": {
      const required = new Set(spec.required ?? []);
      const fields = Object.entries(spec.properties ?? {}).map(([name, inner]) => {
        const parser = outputParser(inner);
        return [name, required.has(name) ? parser : parser.optional()];
      });
      return z.object(Object.fromEntries(fields));
    }
    case "array":
      return z.array(spec.items ? outputParser(spec.items) : z.unknown()).max(spec.maxItems ?? 100);
    case "null":
      return z.null();
    default:
      return scalarParser({ ...spec, type });
  }
}

function scalarParser({
  type,
  enum: allowed,
  pattern,
  format,
  minimum,
  maximum,
  minLength,
  maxLength,
}: Omit<InputSpec, "default">): z.ZodType {
  if (allowed) return z.literal(allowed);
  switch (type) {
    case "boolean":
      return z.boolean();
    case "integer":
    case "number": {
      const number = type === "integer" ? z.int() : z.number();
      return number.min(minimum ?? -Number.MAX_SAFE_INTEGER).max(maximum ?? Number.MAX_SAFE_INTEGER);
    }
    case "string": {
      const text = z
        .string()
        .min(minLength ?? 0)
        .max(maxLength ?? mostChars);
      const matching = pattern === undefined ? text : text.regex(new RegExp(pattern, "u"));
      return format === undefined ? matching : matching.refine(formats[format], format);
    }
  }
}

/** A text without a limit of its own. */
const mostChars = 2_000;

const formats = {
  date: (text: string) => z.iso.date().safeParse(text).success,
  "date-time": (text: string) => z.iso.datetime({ offset: true }).safeParse(text).success,
  email: (text: string) => z.email().safeParse(text).success,
  uri: (text: string) => URL.canParse(text),
};
