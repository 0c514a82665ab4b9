/** A tool made of an operation of an OpenAPI document. */
import { expect, test } from "vitest";
import { complaintsOf } from "#config/tools";
import { OpenApi, OpenApiError } from "../../../../scripts/tools/openapi.ts";
import { toolFromOperation } from "../../../../scripts/tools/tool-from-operation.ts";

const api = {
  openapi: "3.1.0",
  paths: {
    "/customers/{customerId}/parcels/{parcel-no}": {
      parameters: [{ $ref: "#/components/parameters/Customer" }],
      get: {
        operationId: "getParcel",
        summary: "Where a parcel is",
        description: "Gives state and depot of one parcel.",
        parameters: [
          { name: "parcel-no", in: "path", required: true, description: "nine digits", schema: { type: "string", pattern: "^\\d{9}$" } },
          { name: "verbose", in: "query", schema: { type: "boolean" } },
        ],
        responses: { "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Parcel" } } } }, "404": {} },
      },
    },
    "/parcels/{parcel}/hold": {
      post: {
        operationId: "holdParcel",
        summary: "Hold a parcel",
        parameters: [{ name: "parcel", in: "path", required: true, schema: { type: "string" } }],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["days"],
                properties: { days: { type: "integer", maximum: 14 }, note: { type: "string" } },
              },
            },
          },
        },
        responses: {
          "201": {
            content: {
              "application/json": {
                schema: { type: "object", required: ["until"], properties: { until: { type: "string", format: "date" } } },
              },
            },
          },
          "409": {},
        },
      },
    },
    "/reports": {
      get: {
        operationId: "report",
        parameters: [{ name: "range", in: "query", required: true, schema: { type: "object" } }],
        responses: {},
      },
    },
    "/far": {
      get: { operationId: "far", responses: { "200": { content: { "application/json": { schema: { $ref: "other.yaml#/Far" } } } } } },
    },
  },
  components: {
    parameters: { Customer: { name: "customerId", in: "path", required: true, schema: { type: "string" } } },
    schemas: {
      Parcel: {
        type: "object",
        required: ["state", "depot"],
        properties: {
          state: { type: "string", enum: ["moving", "there"] },
          depot: { $ref: "#/components/schemas/Depot" },
          seen: { type: ["string", "null"], format: "date-time" },
        },
      },
      Depot: {
        type: "object",
        required: ["town"],
        properties: { town: { type: "string" }, parent: { $ref: "#/components/schemas/Depot" } },
      },
    },
  },
};

const made = (operation: string, customer?: string) => toolFromOperation(new OpenApi(api), { operation, host: "depot", customer });

test("a reading operation becomes a tool whose customer no model and no message names", () => {
  const { tool, notes } = made("getParcel", "customerId");
  expect(tool).toMatchObject({
    name: "get_parcel",
    effect: "read",
    input: { parcelNo: { type: "string", pattern: "^\\d{9}$", description: "nine digits" } },
    call: {
      method: "GET",
      path: "/customers/{customer.subject}/parcels/{parcelNo}",
      headers: { authorization: "Bearer {secret.DEPOT_KEY}" },
    },
    answers: [{ text: "Where a parcel is: state {state}." }],
  });
  expect(Object.keys(tool.input)).toEqual(["parcelNo"]);
  expect(tool.confirm).toBeUndefined();
  expect(complaintsOf(tool, [tool])).toEqual([]);
  expect(notes).toContain("query parameter verbose was left out");
});

test("references are followed, and a schema that holds itself ends", () => {
  const { output } = made("getParcel", "customerId").tool;
  expect(output.properties?.["depot"]?.properties?.["parent"]?.properties?.["town"]).toEqual({ type: "string" });
  expect(output.properties?.["seen"]).toEqual({ type: ["string", "null"], format: "date-time" });
});

test("a writing operation asks the customer first and says what is left to do", () => {
  const { tool, notes } = made("holdParcel");
  expect(tool).toMatchObject({
    effect: "write",
    input: { parcel: { type: "string" }, days: { type: "integer", maximum: 14 } },
    call: { method: "POST", path: "/parcels/{parcel}/hold", body: { days: "{days}" } },
    confirm: { title: "Hold a parcel?", button: "Yes, do it" },
    refusals: { "409": "That is not possible any more." },
  });
  expect(complaintsOf(tool, [tool])).toEqual([]);
  expect(notes.join("\n")).toMatch(/Idempotency-Key/);
  expect(notes.join("\n")).toMatch(/no parameter is bound to the customer/);
});

test.each([
  ["an operation that is not there", () => made("nothing"), /there is no operation nothing; there are: getParcel, holdParcel/],
  ["a customer's parameter that is not there", () => made("holdParcel", "who"), /there is no parameter who/],
  ["an input that is no single word", () => made("report"), /range is object; a tool's inputs are single words/],
  ["a reference to another document", () => made("far"), /other\.yaml#\/Far cannot be followed/],
  ["a document of another kind", () => new OpenApi({ swagger: "2.0", paths: {} }), /openapi/],
  ["no document at all", () => new OpenApi("hello"), /object/],
])("%s is told in words", (_what, make, words) => {
  expect(make).toThrow(OpenApiError);
  expect(make).toThrow(words);
});
