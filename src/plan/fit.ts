/**
 * Does every value that one schema produces fit another? Both are JSON Schema (2020-12) as zod writes it. The answer errs to the safe side: what cannot
 * be shown to fit does not fit. Covers what agents' contracts use: objects, arrays, unions, enumerations, bounds and patterns.
 */
import { z } from "zod";

const JsonSchemaSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  get anyOf() {
    return z.array(JsonSchemaSchema).optional();
  },
  get oneOf() {
    return z.array(JsonSchemaSchema).optional();
  },
  get properties() {
    return z.record(z.string(), JsonSchemaSchema).optional();
  },
  required: z.array(z.string()).optional(),
  get items() {
    return JsonSchemaSchema.optional();
  },
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  pattern: z.string().optional(),
});
export type JsonSchema = z.infer<typeof JsonSchemaSchema>;

/** What a schema lets in (`input`) or gives out (`output`), as JSON Schema. */
export const jsonSchemaOf = (schema: z.ZodType, io: "input" | "output"): JsonSchema =>
  JsonSchemaSchema.parse(z.toJSONSchema(schema, { io, unrepresentable: "any" }));

/** The schema at a path of property names, or null where a property may be missing. */
export function schemaAt(schema: JsonSchema, path: readonly string[]): JsonSchema | null {
  let here = schema;
  for (const name of path) {
    const next = here.properties?.[name];
    if (!next || !here.required?.includes(name)) return null;
    here = next;
  }
  return here;
}

/** Null when everything that `source` gives is let in by `target`, else why not, with the place. */
export function misfit(source: JsonSchema, target: JsonSchema, place = ""): string | null {
  if (letsAnythingIn(target)) return null;
  const sources = source.anyOf ?? source.oneOf;
  if (sources) return firstReason(sources.map((branch) => misfit(branch, target, place)));
  const targets = target.anyOf ?? target.oneOf;
  if (targets) return targets.some((branch) => misfit(source, branch, place) === null) ? null : `${place || "value"}: fits no branch`;
  return misfitOfValues(source, target, place) ?? misfitOfBounds(source, target, place) ?? misfitOfParts(source, target, place);
}

const letsAnythingIn = (target: JsonSchema): boolean =>
  target.type === undefined && !target.anyOf && !target.oneOf && target.const === undefined && !target.enum;

const firstReason = (reasons: readonly (string | null)[]): string | null => reasons.find((reason) => reason !== null) ?? null;

const allowed = (schema: JsonSchema): readonly unknown[] | null => (schema.const === undefined ? (schema.enum ?? null) : [schema.const]);

function misfitOfValues(source: JsonSchema, target: JsonSchema, place: string): string | null {
  const accepted = allowed(target);
  const given = allowed(source);
  if (accepted) {
    return given && given.every((value) => accepted.includes(value))
      ? null
      : `${place || "value"}: may be other than ${accepted.join(" | ")}`;
  }
  const types = (schema: JsonSchema): string[] => [schema.type ?? []].flat();
  const takes = types(target);
  const gives = types(source);
  const fits = (type: string): boolean => takes.includes(type) || (type === "integer" && takes.includes("number"));
  return gives.length > 0 && gives.every(fits)
    ? null
    : `${place || "value"}: ${gives.join(" | ") || "anything"} where ${takes.join(" | ")} is needed`;
}

function misfitOfBounds(source: JsonSchema, target: JsonSchema, place: string): string | null {
  const lower = ["minimum", "minLength", "minItems"] as const;
  const upper = ["maximum", "maxLength", "maxItems"] as const;
  // An enumeration says more than bounds could.
  if (allowed(source)) return null;
  for (const bound of lower) {
    const least = target[bound];
    if (least !== undefined && (source[bound] ?? -Infinity) < least) return `${place || "value"}: ${bound} ${least} is not assured`;
  }
  for (const bound of upper) {
    const most = target[bound];
    if (most !== undefined && (source[bound] ?? Infinity) > most) return `${place || "value"}: ${bound} ${most} is not assured`;
  }
  return target.pattern === undefined || target.pattern === source.pattern ? null : `${place || "value"}: pattern is not assured`;
}

function misfitOfParts(source: JsonSchema, target: JsonSchema, place: string): string | null {
  for (const [name, part] of Object.entries(target.properties ?? {})) {
    const given = source.properties?.[name];
    const inner = place ? `${place}.${name}` : name;
    if (target.required?.includes(name) && (!given || !source.required?.includes(name))) return `${inner}: may be missing`;
    const reason = given ? misfit(given, part, inner) : null;
    if (reason) return reason;
  }
  return target.items ? misfit(source.items ?? {}, target.items, `${place}[]`) : null;
}
