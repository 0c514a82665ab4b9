/**
 * A tool made of one operation of an OpenAPI document: what the document knows is taken over, what it cannot know (in which words customers ask, what the answer should say) is
 * put in so that it works, and named in `notes` for a person to better.
 */
import { type InputSpec, type OutputSpec, type OutputType, type Tool, ToolSchema } from "#domain/tools";
import { type ApiSchema, type OpenApi, OpenApiError, type Operation } from "./openapi.ts";

export type ImportOptions = {
  operation: string;
  /** The word under which TOOL_HOSTS has the address. */
  host: string;
  /** The parameter that names the customer; the desk fills it in from the verified identity. */
  customer: string | undefined;
};

export type ImportedTool = { tool: Tool; notes: string[] };

/** Deeper than this an answer is nothing that one sentence tells. */
const deepest = 4;

/** @throws OpenApiError when the operation cannot be a tool. */
export function toolFromOperation(api: OpenApi, { operation: id, host, customer }: ImportOptions): ImportedTool {
  const operation = api.operation(id);
  const notes: string[] = [];
  const effect = operation.method === "GET" ? "read" : "write";
  const { input, optional, call } = callOf(api, operation, { host, customer }, notes);
  const output = operation.answer ? outputOf(api, operation.answer, id, 0) : { type: "object" as const, properties: {} };
  const title = (operation.summary ?? id).slice(0, 60);
  notes.push(
    "asks: without a model nothing asks for this tool yet; name the words in which customers do",
    "answers: say it in your own words",
  );
  const tool = {
    name: snake(id),
    title,
    description: (operation.description ?? operation.summary ?? id).slice(0, 500),
    effect,
    input,
    ...(optional.length > 0 ? { optional } : {}),
    output,
    call,
    answers: [{ text: answerOf(title, output) }],
    notFound: `I can't find that in our records${Object.keys(input).length > 0 ? "; please check what you gave me" : ""}.`,
    ...(operation.refusals.includes("409") ? { refusals: { "409": "That is not possible any more." } } : {}),
    ...(effect === "write"
      ? { confirm: { title: `${title}?`.slice(0, 80), text: `${title}. Shall I do that for you?`, button: "Yes, do it" } }
      : {}),
  };
  if (effect === "write")
    notes.push("confirm: say what will happen; `before` can look up what stands on the card", "the API must honour Idempotency-Key");
  const parsed = ToolSchema.safeParse(tool);
  if (!parsed.success)
    throw new OpenApiError(parsed.error.issues.map(({ path, message }) => `${id}: ${path.join(".")}: ${message}`).join("\n"));
  return { tool: parsed.data, notes };
}

function callOf(
  api: OpenApi,
  { method, path, parameters, body }: Operation,
  { host, customer }: Omit<ImportOptions, "operation">,
  notes: string[],
) {
  const input: Record<string, InputSpec> = {};
  const optional: string[] = [];
  const query: Record<string, string> = {};
  const places = new Map<string, string>();
  const take = (name: string, value: unknown, isRequired: boolean, description?: string): string => {
    if (name === customer) return "{customer.subject}";
    const known = camel(name);
    input[known] = inputOf(api.schema(value, name), name, description);
    if (!isRequired) optional.push(known);
    return `{${known}}`;
  };
  for (const { name, in: place, required, schema, description } of parameters) {
    if (place === "path") places.set(name, take(name, schema, true, description));
    else if (place === "query" && (required || name === customer)) query[name] = take(name, schema, required, description);
    else notes.push(`${place} parameter ${name} was left out${required ? ", and the API requires it" : ""}`);
  }
  if (customer !== undefined && !parameters.some(({ name }) => name === customer))
    throw new OpenApiError(`there is no parameter ${customer}`);
  if (customer === undefined) notes.push("no parameter is bound to the customer (--customer NAME): anybody may ask for anybody's");
  const taken = body ? bodyOf(body, take) : undefined;
  const made = path.replace(/\{([^}]+)\}/g, (whole, name: string) => places.get(name) ?? whole);
  return {
    input,
    optional,
    call: {
      host,
      method,
      path: made,
      query,
      headers: { authorization: `Bearer {secret.${host.toUpperCase().replaceAll("-", "_")}_KEY}` },
      ...(taken ? { body: taken } : {}),
    },
  };
}

/** Required fields of the body that hold one word or number; a tool composes nothing deeper. */
function bodyOf(body: ApiSchema, take: (name: string, value: unknown, isRequired: boolean) => string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of body.required ?? []) fields[name] = take(name, body.properties?.[name], true);
  return fields;
}

const scalars = ["string", "integer", "number", "boolean"] as const;
const formats = ["date", "date-time", "email", "uri"] as const;

function inputOf(schema: ApiSchema, name: string, description?: string): InputSpec {
  const type = scalars.find((one) => one === schema.type || (Array.isArray(schema.type) && schema.type.includes(one)));
  if (!type) throw new OpenApiError(`${name} is ${String(schema.type)}; a tool's inputs are single words and numbers`);
  return { type, ...boundsOf(schema, description) };
}

function outputOf(api: OpenApi, schema: ApiSchema, where: string, depth: number): OutputSpec {
  const types = typesOf(schema);
  const properties = Object.entries(schema.properties ?? {}).flatMap(([name, value]): [string, OutputSpec][] =>
    depth >= deepest ? [] : [[name, outputOf(api, api.schema(value, `${where}.${name}`), `${where}.${name}`, depth + 1)]],
  );
  const known = new Set(properties.map(([name]) => name));
  const required = (schema.required ?? []).filter((name) => known.has(name));
  const items =
    types.includes("array") && depth < deepest
      ? outputOf(api, api.schema(schema.items ?? { type: "string" }, where), where, depth + 1)
      : undefined;
  const [only = "object"] = types;
  return {
    type: types.length === 1 ? only : types,
    ...boundsOf(schema),
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(items ? { items, maxItems: Math.min(schema.maxItems ?? 100, 100) } : {}),
  };
}

const outputTypes = ["object", "array", "string", "integer", "number", "boolean", "null"] as const;

function typesOf({ type, properties, items, nullable }: ApiSchema): OutputType[] {
  const named = [type ?? (properties ? "object" : items === undefined ? "string" : "array")].flat();
  const known = outputTypes.filter((one) => named.includes(one));
  return nullable === true && !known.includes("null") ? [...known, "null"] : known;
}

function boundsOf({ description, enum: values, pattern, format, minimum, maximum, minLength, maxLength }: ApiSchema, more?: string) {
  const said = (more ?? description)?.slice(0, 300);
  const known = formats.find((one) => one === format);
  const choices = values?.filter((value) => value !== null);
  return {
    ...(said === undefined ? {} : { description: said }),
    ...(choices && choices.length > 0 ? { enum: choices } : {}),
    ...(pattern === undefined ? {} : { pattern }),
    ...(known ? { format: known } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}

/** Every required single value, by its name: dull, and true. */
function answerOf(title: string, { required = [], properties = {} }: OutputSpec): string {
  const told = required.filter((name) => scalars.some((one) => one === properties[name]?.type));
  return told.length === 0 ? `${title}: done.` : `${title}: ${told.map((name) => `${plain(name)} {${name}}`).join(", ")}.`;
}

const plain = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
const snake = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase()
    .slice(0, 48);
const camel = (name: string): string => {
  const joined = name.replace(/[^A-Za-z0-9]+(.)?/g, (_whole, next: string | undefined) => (next ?? "").toUpperCase());
  return (joined.charAt(0).toLowerCase() + joined.slice(1)).slice(0, 40);
};
