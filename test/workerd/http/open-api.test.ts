import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { problems } from "#contracts/problem";
import { ask } from "../desk.ts";

const ContentSchema = z.record(z.string(), z.object({ schema: z.looseObject({}) }));
const OperationSchema = z.object({
  summary: z.string().min(5),
  tags: z.array(z.string()).min(1),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(["path", "query", "header"]), schema: z.looseObject({}) })).optional(),
  requestBody: z.object({ content: ContentSchema }).loose().optional(),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$/),
    z.object({ description: z.string().min(2), content: ContentSchema.optional() }).loose(),
  ),
});
const DocumentSchema = z.object({
  openapi: z.literal("3.1.0"),
  info: z.object({ title: z.string(), version: z.string() }).loose(),
  servers: z.array(z.object({ url: z.url() })),
  paths: z.record(z.string().startsWith("/"), z.record(z.string(), z.unknown())),
});

type Operation = z.infer<typeof OperationSchema> & { route: string };
let text: string;
let operations: Operation[];

beforeAll(async () => {
  const response = await ask("/openapi.json");
  text = await response.text();
  const { paths } = DocumentSchema.parse(JSON.parse(text));
  operations = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ route: `${verb.toUpperCase()} ${path}`, ...OperationSchema.parse(operation) })),
  );
});

const publicInterface = [
  "POST /v1/conversations",
  "POST /v1/conversations/{id}/token",
  "POST /v1/conversations/{id}/messages",
  "GET /v1/conversations/{id}/events",
  "POST /v1/conversations/{id}/feedback",
  "POST /v1/conversations/{id}/handoff",
  "POST /v1/conversations/{id}/close",
  "GET /v1/conversations/{id}/transcript",
  "DELETE /v1/conversations/{id}",
  "GET /v1/conversations/{id}/runs",
  "GET /v1/search",
  "GET /v1/articles",
  "PUT /v1/articles/{id}",
  "GET /v1/articles/{id}",
  "DELETE /v1/articles/{id}",
  "POST /v1/articles/import",
  "GET /v1/tickets",
  "GET /v1/tickets/{id}",
  "PATCH /v1/tickets/{id}",
  "POST /v1/tickets/{id}/replies",
  "GET /v1/agents",
  "GET /healthz",
];

test.each(publicInterface)("%s is documented, and there", async (route) => {
  expect(operations.map((operation) => operation.route)).toContain(route);
  const [method = "", path = ""] = route.split(" ");
  const response = await ask(path.replace("{id}", "0".repeat(32)), {
    method,
    ...(method === "GET" || method === "DELETE" ? {} : { body: {} }),
  });
  const answer = await response.text();
  expect(answer).not.toContain("no route");
});

test("every path parameter is described, every reference leads somewhere, every response with a body has a schema", () => {
  const document: unknown = JSON.parse(text);
  for (const { route, parameters = [], responses } of operations) {
    const named = parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
    expect([route, ...named]).toEqual([route, ...[...route.matchAll(/\{(\w+)\}/g)].map((match) => match[1])]);
    const bodiless = Object.entries(responses).filter(
      ([status, { content }]) => content === undefined && status !== "204" && status !== "304",
    );
    expect([route, bodiless]).toEqual([route, []]);
  }
  for (const [, reference = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = reference
      .split("/")
      .reduce<unknown>((here, name) => (typeof here === "object" && here !== null ? Reflect.get(here, name) : undefined), document);
    expect([reference, typeof target]).toEqual([reference, "object"]);
  }
});

test("every refusal that is documented is one of the public codes, under its own status", () => {
  for (const { route, responses } of operations) {
    for (const [status, { description, content }] of Object.entries(responses)) {
      if (content?.["application/problem+json"] === undefined) continue;
      const codes = [...description.matchAll(/`(\w+)`/g)].map((match) => match[1]);
      expect([route, status, codes.length > 0]).toEqual([route, status, true]);
      for (const code of codes) {
        const known = Object.entries(problems).find(([name]) => name === code);
        expect([route, code, known?.[1].status]).toEqual([route, code, Number(status)]);
      }
    }
  }
});

test("the registry shows every agent with its contracts as JSON Schema", async () => {
  const { agents } = z
    .object({
      agents: z.array(
        z
          .object({
            name: z.string(),
            policy: z.object({ timeoutMs: z.number() }).loose(),
            input: z.object({ type: z.literal("object") }).loose(),
            output: z.object({ type: z.literal("object") }).loose(),
          })
          .loose(),
      ),
    })
    .parse(await (await ask("/v1/agents")).json());
  expect(agents.map(({ name, policy }) => [name, policy.timeoutMs])).toEqual([
    ["router", 5_000],
    ["knowledge", 5_000],
    ["resolution", 8_000],
    ["escalation", 10_000],
  ]);
});

test("health says what can be answered from", async () => {
  const response = await ask("/healthz");
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: "ok", models: "embedded", knowledge: { revision: 0, sections: 0 } });
});

test("a response says nothing about what it was made with, and cannot be sniffed into something else", async () => {
  const { headers } = await ask("/healthz");
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
});
