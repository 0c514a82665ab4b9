import { expect, test } from "vitest";
import { ask, askAsOperator, refusalOf } from "../desk.ts";

/** One sample of the text format: name, labels, value. */
const sample = /^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-z]+="[^"\\\n]*"(,[a-z]+="[^"\\\n]*")*\})? -?\d+(\.\d+)?$/;

test("the operator reads gauges in Prometheus' text format, each with help and type", async () => {
  const response = await askAsOperator("/metrics");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("version=0.0.4");
  const lines = (await response.text()).split("\n").filter((line) => line !== "");
  const samples = lines.filter((line) => !line.startsWith("#"));
  for (const line of samples) expect(line).toMatch(sample);
  const names = new Set(samples.map((line) => line.split(/[{ ]/)[0]));
  for (const name of names) {
    expect(lines.some((line) => line.startsWith(`# HELP ${name} `))).toBe(true);
    expect(lines).toContain(`# TYPE ${name} gauge`);
  }
  expect(samples).toContain('edgedesk_tickets{status="open"} 0');
});

test("nobody else reads them", async () => {
  expect(await refusalOf(await ask("/metrics"))).toEqual({ status: 401, code: "operator_required" });
});
