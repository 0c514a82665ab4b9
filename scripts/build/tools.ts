/** Reads `support/tools/*.yaml`, one tool each. Whatever is wrong is said as `file:line: field: what`, all of it at once. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { complaintsOf, ToolsSchema } from "#config/tools";
import { type Tool, ToolSchema } from "#domain/tools";

type Read = { file: string; lineOf: (path: readonly PropertyKey[]) => number; tool: Tool };

/** @throws Error with a line for each fault. */
export function readTools(folder: string): Tool[] {
  const faults: string[] = [];
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".yaml"))
        .toSorted()
    : [];
  const read = names.flatMap((name) => readTool(join(folder, name), faults));
  const tools = read.map(({ tool }) => tool);
  for (const { file, lineOf, tool } of read) {
    if (!file.endsWith(`/${tool.name.replaceAll("_", "-")}.yaml`))
      faults.push(`${file}:${lineOf(["name"])}: name: the file of ${tool.name} is ${tool.name.replaceAll("_", "-")}.yaml`);
    for (const { path, message } of complaintsOf(tool, tools)) faults.push(`${file}:${lineOf(path)}: ${path.join(".")}: ${message}`);
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return ToolsSchema.parse(tools);
}

function readTool(file: string, faults: string[]): Read[] {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
  for (const { message, pos } of document.errors) faults.push(`${file}:${lines.linePos(pos[0]).line}: ${message.split("\n")[0] ?? ""}`);
  if (document.errors.length > 0) return [];
  /** Of the deepest node of the path that the file has. */
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      const range: unknown = typeof node === "object" && node !== null ? Reflect.get(node, "range") : null;
      if (Array.isArray(range) && typeof range[0] === "number") return lines.linePos(range[0]).line;
    }
    return 1;
  };
  const value: unknown = document.toJS();
  const parsed = ToolSchema.safeParse(value);
  if (parsed.success) return [{ file, lineOf, tool: parsed.data }];
  faults.push(
    ...parsed.error.issues.map((issue) => `${file}:${lineOf(pathOf(issue))}: ${pathOf(issue).map(String).join(".")}: ${issue.message}`),
  );
  return [];
}

/** An unknown key is a fault at its own line. */
const pathOf = (issue: z.core.$ZodIssue): PropertyKey[] =>
  issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
