/**
 * The part of an OpenAPI 3.0 or 3.1 document (https://spec.openapis.org/oas/v3.1.1) that a tool is made of, with its `$ref`s of the same document followed. Whatever else a
 * document has is passed over.
 */
import { z } from "zod";

export class OpenApiError extends Error {}

const scalar = z.union([z.string(), z.number(), z.boolean()]);

export type ApiSchema = z.infer<typeof ApiSchemaSchema>;
const ApiSchemaSchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.union([scalar, z.null()])).optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  maxItems: z.int().optional(),
  nullable: z.boolean().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

const ParameterSchema = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header", "cookie"]),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: z.unknown().default({ type: "string" }),
});
export type Parameter = z.infer<typeof ParameterSchema>;

const ContentSchema = z.object({ content: z.record(z.string(), z.object({ schema: z.unknown().optional() })).default({}) });
const OperationSchema = z.object({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.unknown()).default({}),
});
const DocumentSchema = z.looseObject({
  openapi: z.string().regex(/^3\.[01]\./, "an OpenAPI document of version 3.0 or 3.1"),
  paths: z.record(z.string(), z.looseObject({ parameters: z.array(z.unknown()).default([]) })),
});

const methods = ["get", "post", "put", "patch", "delete"] as const;

export type Operation = {
  method: Uppercase<(typeof methods)[number]>;
  path: string;
  summary: string | undefined;
  description: string | undefined;
  parameters: Parameter[];
  /** Schema of the JSON body that it takes. */
  body: ApiSchema | null;
  /** Schema of the JSON that it answers with, of its first 2xx response. */
  answer: ApiSchema | null;
  /** 4xx statuses that it names. */
  refusals: string[];
};

export class OpenApi {
  readonly #document: z.infer<typeof DocumentSchema>;

  /** @throws OpenApiError for what is no OpenAPI 3 document. */
  constructor(document: unknown) {
    const read = DocumentSchema.safeParse(document);
    if (!read.success) throw new OpenApiError(read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
    this.#document = read.data;
  }

  operationIds(): string[] {
    return this.#all().flatMap(({ id }) => (id === undefined ? [] : [id]));
  }

  /** @throws OpenApiError when there is none, or it cannot be read. */
  operation(id: string): Operation {
    const found = this.#all().find((one) => one.id === id);
    if (!found) throw new OpenApiError(`there is no operation ${id}; there are: ${this.operationIds().join(", ")}`);
    const { method, path, value, shared } = found;
    const parsed = this.#parse(OperationSchema, value, `${method} ${path}`);
    const parameters = [...shared, ...parsed.parameters].map((one) => this.#parse(ParameterSchema, one, `parameters of ${id}`));
    const good = Object.keys(parsed.responses).find((status) => status.startsWith("2"));
    return {
      method,
      path,
      summary: parsed.summary,
      description: parsed.description,
      parameters,
      body: parsed.requestBody === undefined ? null : this.#json(parsed.requestBody, `body of ${id}`),
      answer: good === undefined ? null : this.#json(parsed.responses[good], `answer of ${id}`),
      refusals: Object.keys(parsed.responses).filter((status) => /^4\d\d$/.test(status)),
    };
  }

  /** A schema that stands in another one. */
  schema(value: unknown, where: string): ApiSchema {
    return this.#parse(ApiSchemaSchema, value, where);
  }

  #all(): { id: string | undefined; method: Operation["method"]; path: string; value: unknown; shared: unknown[] }[] {
    return Object.entries(this.#document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const value = item[method];
        const named = OperationSchema.safeParse(value);
        if (!named.success) return [];
        return [{ id: named.data.operationId, method: upper[method], path, value, shared: item.parameters }];
      }),
    );
  }

  #json(value: unknown, where: string): ApiSchema | null {
    const { content } = this.#parse(ContentSchema, value, where);
    const json = Object.entries(content).find(([type]) => /^application\/(?:[\w.+-]+\+)?json/.test(type))?.[1].schema;
    return json === undefined ? null : this.schema(json, where);
  }

  #parse<T extends z.ZodType>(schema: T, value: unknown, where: string): z.infer<T> {
    const read = schema.safeParse(this.#followed(value, where));
    if (!read.success)
      throw new OpenApiError(read.error.issues.map(({ path, message }) => `${where}: ${path.join(".")}: ${message}`).join("\n"));
    return read.data;
  }

  #followed(value: unknown, where: string, hops = 0): unknown {
    const reference = z.object({ $ref: z.string() }).safeParse(value);
    if (!reference.success) return value;
    const { $ref } = reference.data;
    if (!$ref.startsWith("#/") || hops > 20) throw new OpenApiError(`${where}: ${$ref} cannot be followed; bundle the document first`);
    let here: unknown = this.#document;
    for (const part of $ref.slice(2).split("/")) {
      const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
      here = z.record(z.string(), z.unknown()).catch({}).parse(here)[key];
    }
    if (here === undefined) throw new OpenApiError(`${where}: ${$ref} leads nowhere`);
    return this.#followed(here, where, hops + 1);
  }
}

const upper = { get: "GET", post: "POST", put: "PUT", patch: "PATCH", delete: "DELETE" } as const;
