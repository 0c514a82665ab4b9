/**
 * The tools of `support/tools/`, checked across their fields: every place in a text has a value that can be there, a tool that writes asks first, and what a call names exists. A tool that passes
 * can still be answered with an error, but not by its own making.
 */
import { z } from "zod";
import { hasStrayBraces, type Place, placesIn } from "#domain/template";
import { type OutputSpec, type Tool, ToolSchema } from "#domain/tools";

type Complaint = { path: (string | number)[]; message: string };

export const ToolsSchema = z
  .array(ToolSchema)
  .max(50, "at most 50 tools")
  .superRefine((tools, context) => {
    for (const [at, tool] of tools.entries()) {
      if (tools.findIndex(({ name }) => name === tool.name) !== at)
        context.addIssue({ code: "custom", path: [at, "name"], message: `there are two tools ${tool.name}` });
      for (const { path, message } of complaintsOf(tool, tools)) context.addIssue({ code: "custom", path: [at, ...path], message });
    }
  });

const customerFields = ["subject", "name", "email"];

export function complaintsOf(tool: Tool, tools: readonly Tool[]): Complaint[] {
  return [...inputComplaints(tool), ...callComplaints(tool), ...answerComplaints(tool), ...confirmComplaints(tool, tools)];
}

function inputComplaints({ input, optional, recall }: Tool): Complaint[] {
  const unknown = (field: string, names: readonly string[]): Complaint[] =>
    names.filter((name) => !input[name]).map((name) => ({ path: [field, names.indexOf(name)], message: `there is no input "${name}"` }));
  const patterns = Object.entries(input).flatMap(([name, { pattern }]): Complaint[] => {
    if (pattern === undefined || isPattern(pattern)) return [];
    return [{ path: ["input", name, "pattern"], message: "it is no regular expression (ECMAScript, flag u)" }];
  });
  return [...unknown("optional", optional), ...unknown("recall", recall), ...patterns];
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").source !== "";
  } catch {
    return false;
  }
}

function callComplaints({ call, effect, input, optional }: Tool): Complaint[] {
  const texts: [(string | number)[], string][] = [
    [["call", "path"], call.path],
    ...Object.entries(call.query).map(([name, text]): [string[], string] => [["call", "query", name], text]),
    ...Object.entries(call.body ?? {}).map(([name, value]): [string[], string] => [["call", "body", name], String(value)]),
  ];
  const places = texts.flatMap(([path, text]) =>
    placesIn(text).flatMap(({ path: [root = "", field], format }): Complaint[] => {
      if (format !== null) return [{ path, message: "a call takes values as they are, without a format" }];
      if (root === "customer")
        return customerFields.includes(field ?? "") ? [] : [{ path, message: `{customer.…} is one of ${customerFields.join(", ")}` }];
      if (!input[root] || field !== undefined) return [{ path, message: `there is no input {${root}}` }];
      return path[1] === "path" && optional.includes(root) ? [{ path, message: `{${root}} may be left out, and a path cannot` }] : [];
    }),
  );
  const climbing = /\/\.{1,2}(?:\/|$)/.test(call.path) ? [{ path: ["call", "path"], message: "a path does not climb" }] : [];
  const stray = texts
    .filter(([, text]) => hasStrayBraces(text))
    .map(([path]) => ({ path, message: "a brace that is no place such as {order}" }));
  const headers = Object.entries(call.headers).flatMap(([name, text]): Complaint[] => {
    if (/^(?:host|content-length|content-type|transfer-encoding|connection|cookie|idempotency-key|cf-.*)$/.test(name))
      return [{ path: ["call", "headers", name], message: "this header is set by the desk" }];
    return /[{}]/.test(text.replace(/\{secret\.[A-Z][A-Z0-9_]*\}/g, ""))
      ? [{ path: ["call", "headers", name], message: "a header may hold {secret.NAME}, and nothing else in braces" }]
      : [];
  });
  const wrongMethod =
    effect === "read" && call.method !== "GET" && call.method !== "POST"
      ? [{ path: ["call", "method"], message: "a tool that reads uses GET, or POST for a search" }]
      : [];
  const getBody = call.method === "GET" && call.body ? [{ path: ["call", "body"], message: "GET has no body" }] : [];
  return [...places, ...climbing, ...stray, ...headers, ...wrongMethod, ...getBody];
}

/** Places of an answer: fields of the output, `input.…`, `customer.…`. The last answer must always fit. */
function answerComplaints(tool: Tool): Complaint[] {
  const { answers, notFound, refusals } = tool;
  const last = answers.length - 1;
  const told = answers.flatMap(({ text, when }, at) => [
    ...textComplaints(["answers", at, "text"], text, (place) => misplaced(tool, place, at === last)),
    ...Object.keys(when).flatMap((path) =>
      fieldAt(tool.output, path.split("."), false) ? [] : [{ path: ["answers", at, "when"], message: `the output has no "${path}"` }],
    ),
  ]);
  const noOutput = (place: Place): string | null =>
    place.path[0] === "input" || place.path[0] === "customer" ? misplaced(tool, place, true) : "there is no output here";
  const always =
    Object.keys(answers[last]?.when ?? {}).length > 0
      ? [{ path: ["answers", last, "when"], message: "the last answer must hold always: leave `when` out" }]
      : [];
  return [
    ...told,
    ...always,
    ...textComplaints(["notFound"], notFound, noOutput),
    ...Object.entries(refusals).flatMap(([status, text]) => textComplaints(["refusals", status], text, noOutput)),
  ];
}

function confirmComplaints(tool: Tool, tools: readonly Tool[]): Complaint[] {
  const { confirm, effect } = tool;
  if (effect === "read") return confirm ? [{ path: ["confirm"], message: "a tool that reads needs no confirmation" }] : [];
  if (!confirm) return [{ path: ["effect"], message: "a tool that writes needs `confirm`: the card that the customer is asked with" }];
  const { before, only, details } = confirm;
  const reader = before && tools.find(({ name }) => name === before.tool);
  const readers: Complaint[] = [];
  if (before && reader?.effect !== "read")
    readers.push({ path: ["confirm", "before", "tool"], message: `there is no tool "${before.tool}" that reads` });
  for (const [target, source] of Object.entries(before?.input ?? {})) {
    if (reader && !reader.input[target])
      readers.push({ path: ["confirm", "before", "input", target], message: `${reader.name} has no input "${target}"` });
    if (!tool.input[source]) readers.push({ path: ["confirm", "before", "input", target], message: `there is no input "${source}"` });
  }
  const fits = (place: Place): string | null => {
    if (place.path[0] !== "before")
      return place.path[0] === "input" || place.path[0] === "customer"
        ? misplaced(tool, place, true)
        : "on a card there is {before.…}, {input.…} and {customer.…}";
    if (!reader) return "there is no `before`";
    return fieldAt(reader.output, place.path.slice(1), true)
      ? null
      : `${reader.name} does not always give "${place.path.slice(1).join(".")}"`;
  };
  const conditions = Object.keys(only).flatMap((path) =>
    reader && fieldAt(reader.output, path.split("."), false)
      ? []
      : [{ path: ["confirm", "only"], message: `\`before\` gives no "${path}"` }],
  );
  return [
    ...readers,
    ...conditions,
    ...(["title", "text", "button"] as const).flatMap((field) => textComplaints(["confirm", field], confirm[field], fits)),
    ...details.flatMap(({ value }, at) => textComplaints(["confirm", "details", at, "value"], value, fits)),
  ];
}

function textComplaints(path: (string | number)[], text: string, wrong: (place: Place) => string | null): Complaint[] {
  if (hasStrayBraces(text)) return [{ path, message: "a brace that is no place such as {status} or {total|money}" }];
  return placesIn(text).flatMap((place) => {
    const message = wrong(place);
    return message === null ? [] : [{ path, message: `{${place.path.join(".")}}: ${message}` }];
  });
}

function misplaced({ input, output, optional }: Tool, { path }: Place, always: boolean): string | null {
  const [root = "", field = ""] = path;
  if (root === "customer") return customerFields.includes(field) ? null : `one of customer.${customerFields.join(", customer.")}`;
  if (root === "input") return input[field] && !(always && optional.includes(field)) ? null : `there is not always an input "${field}"`;
  return fieldAt(output, path, always) ? null : always ? "the output does not always have it" : "the output has no such field";
}

/** The schema at a path; with `always`, only where every step is required. */
function fieldAt(schema: OutputSpec, path: readonly string[], always: boolean): OutputSpec | null {
  let here: OutputSpec = schema;
  for (const name of path) {
    const next = here.properties?.[name];
    if (!next || (always && !here.required?.includes(name))) return null;
    here = next;
  }
  return here;
}
