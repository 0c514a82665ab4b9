/** `npm run tools -- import FILE --operation ID --host WORD`: makes a file of support/tools/ of one operation of an OpenAPI document. Exit codes: 0 done, 1 failed, 2 wrong usage. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse, stringify } from "yaml";
import { complaintsOf } from "#config/tools";
import { readTools } from "./build/tools.ts";
import { inRepository } from "./repository.ts";
import { OpenApi, OpenApiError } from "./tools/openapi.ts";
import { toolFromOperation } from "./tools/tool-from-operation.ts";

const usage = `npm run tools -- import FILE --operation ID --host WORD [--customer PARAMETER] [--force]

  FILE                 an OpenAPI 3 document, JSON or YAML; without --operation its operations are listed
  --operation ID       the operationId to make a tool of
  --host WORD          the word under which TOOL_HOSTS has the API's address
  --customer PARAMETER the parameter that names the customer: the desk fills it in, no model and no message does
  --force              writes over a file that is there

The file works as it is on a desk with models; docs/tools.md says how to better it.`;

process.exitCode = run(process.argv.slice(2));

function run(args: string[]): number {
  try {
    return carryOut(args);
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) return wrongUsage(error.message);
    if (!(error instanceof OpenApiError)) throw error;
    console.error(error.message);
    return 1;
  }
}

function carryOut(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      operation: { type: "string" },
      host: { type: "string" },
      customer: { type: "string" },
      force: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const [what, file] = positionals;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (what !== "import" || file === undefined) return wrongUsage("say what to import");
  if (!existsSync(file)) throw new OpenApiError(`${file} is not there`);
  const api = new OpenApi(parse(readFileSync(file, "utf8")));
  const { operation, host, customer } = values;
  if (operation === undefined) {
    for (const id of api.operationIds()) console.log(id);
    return 0;
  }
  if (host === undefined) return wrongUsage("--host is missing");
  const { tool, notes } = toolFromOperation(api, { operation, host, customer });
  const folder = inRepository("support", "tools");
  const complaints = complaintsOf(tool, [...readTools(folder), tool]);
  if (complaints.length > 0)
    throw new OpenApiError(complaints.map(({ path, message }) => `${operation}: ${path.join(".")}: ${message}`).join("\n"));
  const target = join(folder, `${tool.name.replaceAll("_", "-")}.yaml`);
  if (existsSync(target) && !values.force) throw new OpenApiError(`${target} is there already; --force writes over it`);
  writeFileSync(
    target,
    `# Made of ${operation} by \`npm run tools\`. How tools are written: docs/tools.md.\n${stringify(tool, { lineWidth: 140 })}`,
  );
  console.log(`${target}\n${notes.map((note) => `  to do: ${note}`).join("\n")}`);
  return 0;
}

function wrongUsage(message: string): number {
  console.error(`${message}\n\n${usage}`);
  return 2;
}
