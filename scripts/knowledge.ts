/**
 * `npm run knowledge`: the articles of a running desk, on this machine or in production. Stdout carries what was asked for; progress,
 * warnings and errors go to stderr. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
 */
import { DeskApi, DeskError } from "./knowledge/desk-api.ts";
import { importKnowledge } from "./knowledge/import.ts";
import { UsageError } from "./command-line.ts";
import { knowledgeOptions, usage, type KnowledgeOptions } from "./knowledge/options.ts";
import { operatorToken } from "./knowledge/operator-token.ts";
import { articleTable, passageLines } from "./knowledge/tables.ts";
import { followVectors } from "./knowledge/vectors.ts";
import { inRepository } from "./repository.ts";

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (!(error instanceof DeskError)) throw error;
  console.error(error.message);
  return 1;
});

async function run(args: string[]): Promise<number> {
  const options = knowledgeOptions(args);
  if (options.wanted.what === "help") {
    console.log(usage);
    return 0;
  }
  const devVars = inRepository(".dev.vars");
  const token = operatorToken(options.url, { given: options.token, environment: process.env["OPERATOR_TOKEN"], devVars });
  return carryOut(options, token);
}

async function carryOut({ wanted, url: { origin: url } }: KnowledgeOptions, token: string): Promise<number> {
  const desk = new DeskApi({ url, token });
  switch (wanted.what) {
    case "import": {
      const onProgress = (done: number, total: number) => done < total && console.error(`${done} of ${total} sent`);
      await importKnowledge({ ...wanted, url, token, onLine: console.log, onWarning: console.error, onProgress });
      if (wanted.dryRun) console.log("Dry run: nothing was changed.");
      else await followVectors(desk, { say: console.error });
      return 0;
    }
    case "vectors":
      return (await followVectors(desk, { say: console.log })) ? 0 : 1;
    case "list":
      console.log(articleTable(await desk.list()));
      return 0;
    case "search":
      console.log(passageLines(await desk.search(wanted.question, wanted.limit)));
      return 0;
    case "remove": {
      const { removed } = await desk.import({ articles: [], remove: wanted.ids });
      const unknown = wanted.ids.filter((id) => !removed.includes(id));
      for (const id of removed) console.log(`- ${id}`);
      for (const id of unknown) console.error(`${id}: the desk has no such article`);
      return unknown.length > 0 ? 1 : 0;
    }
    case "help":
      return 0;
  }
}
