/**
 * Does every value that one schema produces fit another? Both are JSON Schema (2020-12) as zod writes it. The answer errs to the safe side: what cannot
 * be shown to fit does not fit, so a target with a keyword that is not understood here takes nothing. Covers what agents' contracts use: objects, records,
 * arrays, unions, enumerations, bounds and patterns. What JSON Schema cannot say (a refinement, a pattern's flags) cannot be seen.
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
  get additionalProperties() {
    return z.union([z.boolean(), JsonSchemaSchema]).optional();
  },
  get items() {
    return z.union([z.boolean(), JsonSchemaSchema]).optional();
  },
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  multipleOf: z.number().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
});
export type JsonSchema = z.infer<typeof JsonSchemaSchema>;

const annotations = ["$schema", "$id", "title", "description", "default", "examples", "deprecated", "readOnly"];
const understood: ReadonlySet<string> = new Set([...Object.keys(JsonSchemaSchema.shape), ...annotations]);

/** What a schema lets in (`input`) or gives out (`output`), as JSON Schema. What JSON has no word for lets nothing in and gives anything. */
export const jsonSchemaOf = (schema: z.ZodType, io: "input" | "output"): JsonSchema =>
  JsonSchemaSchema.parse(
    z.toJSONSchema(schema, {
      io,
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema }) => {
        const { type } = zodSchema._zod.def;
        if (Object.keys(jsonSchema).length === 0 && type !== "unknown" && type !== "any") jsonSchema.not = {};
      },
    }),
  );

/** The schema at a path of property names, or null where a property may be missing. */
export function schemaAt(schema: JsonSchema, path: readonly string[]): JsonSchema | null {
  let here = schema;
  for (const name of path) {
    const next = here.required?.includes(name) ? here.properties?.[name] : undefined;
    if (!next) return null;
    here = next;
  }
  return here;
}

/** Null when everything that `source` gives is let in by `target`, else why not, with the place. */
export function misfit(source: JsonSchema, target: JsonSchema, place = ""): string | null {
  const keywords = Object.keys(target).filter((keyword) => !annotations.includes(keyword));
  if (keywords.length === 0) return null;
  const here = place || "value";
  const strange = keywords.find((keyword) => !understood.has(keyword) && !(keyword === "propertyNames" && namesAreStrings(target)));
  if (strange !== undefined) return `${here}: "${strange}" is not understood`;
  const sources = source.anyOf ?? source.oneOf;
  if (sources) return firstReason(sources.map((branch) => misfit(branch, target, place)));
  const targets = target.anyOf ?? target.oneOf;
  if (targets) return targets.some((branch) => misfit(source, branch, place) === null) ? null : `${here}: fits no branch`;
  const given = allowed(source);
  if (given) return firstReason(given.map((value) => misfitOfOne(value, target, here)));
  return misfitOfTypes(source, target, here) ?? misfitOfBounds(source, target, here) ?? misfitOfParts(source, target, place);
}

const firstReason = (reasons: readonly (string | null)[]): string | null => reasons.find((reason) => reason !== null) ?? null;

const allowed = (schema: JsonSchema): readonly unknown[] | null => (schema.const === undefined ? (schema.enum ?? null) : [schema.const]);

/** The names of a record's entries are strings anyway. */
const namesAreStrings = ({ propertyNames }: JsonSchema): boolean => JSON.stringify(propertyNames) === '{"type":"string"}';

/** A value of an enumeration says more than its schema's bounds could. */
function misfitOfOne(value: unknown, target: JsonSchema, here: string): string | null {
  const accepted = allowed(target);
  if (accepted) return accepted.includes(value) ? null : `${here}: may be other than ${accepted.join(" | ")}`;
  if (typeof value !== "string" && typeof value !== "number")
    return misfitOfTypes({ type: value === null ? "null" : typeof value }, target, here);
  if (typeof value === "number") {
    const source = { type: Number.isInteger(value) ? "integer" : "number", minimum: value, maximum: value };
    const multiple = target.multipleOf === undefined || value % target.multipleOf === 0 ? {} : { multipleOf: target.multipleOf };
    return (
      misfitOfTypes(source, target, here) ?? misfitOfBounds(source, { ...target, multipleOf: undefined, ...multiple }, `${here} ${value}`)
    );
  }
  const { pattern, ...bounds } = target;
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) return `${here}: ${value} is against the pattern`;
  const source = { type: "string", minLength: value.length, maxLength: value.length };
  return misfitOfTypes(source, target, here) ?? misfitOfBounds(source, bounds, `${here} ${value}`);
}

function misfitOfTypes(source: JsonSchema, target: JsonSchema, here: string): string | null {
  const accepted = allowed(target);
  if (accepted) return `${here}: may be other than ${accepted.join(" | ")}`;
  const takes = [target.type ?? []].flat();
  const gives = [source.type ?? []].flat();
  const fits = (type: string): boolean => takes.includes(type) || (type === "integer" && takes.includes("number"));
  return gives.length > 0 && gives.every(fits) ? null : `${here}: ${gives.join(" | ") || "anything"} where ${takes.join(" | ")} is needed`;
}

function misfitOfBounds(source: JsonSchema, target: JsonSchema, here: string): string | null {
  const unassured = (bound: keyof JsonSchema): string => `${here}: ${bound} ${String(target[bound])} is not assured`;
  for (const bound of ["minLength", "minItems"] as const) {
    if ((source[bound] ?? -Infinity) < (target[bound] ?? -Infinity)) return unassured(bound);
  }
  for (const bound of ["maxLength", "maxItems"] as const) {
    if ((source[bound] ?? Infinity) > (target[bound] ?? Infinity)) return unassured(bound);
  }
  for (const same of ["pattern", "format", "multipleOf"] as const) {
    if (target[same] !== undefined && target[same] !== source[same]) return unassured(same);
  }
  const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity, exclusiveMaximum = Infinity } = source;
  const above = target.exclusiveMinimum ?? -Infinity;
  const below = target.exclusiveMaximum ?? Infinity;
  if (Math.max(minimum, exclusiveMinimum) < (target.minimum ?? -Infinity)) return unassured("minimum");
  if (Math.min(maximum, exclusiveMaximum) > (target.maximum ?? Infinity)) return unassured("maximum");
  if (target.exclusiveMinimum !== undefined && minimum <= above && exclusiveMinimum < above) return unassured("exclusiveMinimum");
  return target.exclusiveMaximum !== undefined && maximum >= below && exclusiveMaximum > below ? unassured("exclusiveMaximum") : null;
}

function misfitOfParts(source: JsonSchema, target: JsonSchema, place: string): string | null {
  const open = source.additionalProperties !== false;
  for (const [name, part] of Object.entries(target.properties ?? {})) {
    const given = source.properties?.[name];
    const inner = place ? `${place}.${name}` : name;
    if (target.required?.includes(name) && (!given || !source.required?.includes(name))) return `${inner}: may be missing`;
    const reason = given || (open && isObject(source)) ? misfit(given ?? {}, part, inner) : null;
    if (reason) return reason;
  }
  return misfitOfMore(source, target, place) ?? misfitOfItems(source, target, place);
}

/** Properties that the target does not name. */
function misfitOfMore(source: JsonSchema, target: JsonSchema, place: string): string | null {
  const rest = target.additionalProperties;
  if (rest === undefined || rest === true || !isObject(source)) return null;
  for (const [name, given] of Object.entries(source.properties ?? {})) {
    if (target.properties?.[name]) continue;
    const inner = place ? `${place}.${name}` : name;
    const reason = rest === false ? `${inner}: is not taken` : misfit(given, rest, inner);
    if (reason) return reason;
  }
  const more = source.additionalProperties;
  if (more === false) return null;
  const others = `${place || "value"}: further properties`;
  return rest === false ? `${others} are not taken` : misfit(typeof more === "object" ? more : {}, rest, others);
}

function misfitOfItems(source: JsonSchema, target: JsonSchema, place: string): string | null {
  if (typeof target.items !== "object" || !source.type?.includes("array")) return null;
  return misfit(typeof source.items === "object" && !("prefixItems" in source) ? source.items : {}, target.items, `${place}[]`);
}

const isObject = (schema: JsonSchema): boolean => [schema.type ?? []].flat().includes("object");
