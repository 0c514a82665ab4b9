/**
 * `npm run support`: what is set on a running desk and what the files of `support/` say, brought to the same. Stdout carries what was asked for, errors go to stderr. Exit
 * codes: 0 done or the same, 1 different, refused or failed, 2 wrong usage.
 */
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { filesOfSettings, settingsOfFiles } from "#config/support-settings";
import { ExampleListSchema, IntentsSchema } from "#contracts/intents";
import { SettingsSchema, SettingsViewSchema } from "#contracts/settings";
import { DeskApi, DeskError } from "./knowledge/desk-api.ts";
import { operatorToken } from "./knowledge/operator-token.ts";
import { UsageError } from "./command-line.ts";
import { inRepository, repository } from "./repository.ts";
import { differences } from "./support/differences.ts";
import { type SupportOptions, supportOptions, usage } from "./support/options.ts";
import { FileError, readSettingFiles, writeExamples, writeSettingFiles } from "./support/setting-files.ts";

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (!(error instanceof DeskError || error instanceof FileError)) throw error;
  console.error(error.message);
  return 1;
});

async function run(args: string[]): Promise<number> {
  const options = supportOptions(args);
  if (options.what === "help") {
    console.log(usage);
    return 0;
  }
  const token = operatorToken(options.url, {
    given: options.token,
    environment: process.env["OPERATOR_TOKEN"],
    devVars: inRepository(".dev.vars"),
  });
  const desk = new DeskApi({ url: options.url.origin, token });
  return carryOut(options, desk);
}

async function carryOut({ what, folder: named }: SupportOptions, desk: DeskApi): Promise<number> {
  const folder = resolve(repository, named);
  const { version, set: _set, ...onDesk } = await desk.ask("GET", "/v1/settings", SettingsViewSchema);
  const inFiles = settingsOfFiles(readSettingFiles(folder));
  const found = differences(inFiles, onDesk);
  switch (what) {
    case "export": {
      const files = writeSettingFiles(folder, filesOfSettings(onDesk));
      const { examples } = await desk.ask("GET", "/v1/intents/examples", ExampleListSchema);
      const { intents } = await desk.ask("GET", "/v1/intents", IntentsSchema);
      const taught = writeExamples(
        folder,
        examples,
        intents.map(({ name }) => name),
      );
      for (const { name, here, there } of found) console.log(`${name}: ${here} → ${there}`);
      console.log(
        files.length + taught === 0
          ? "The files say it already."
          : `Written: ${[...files, ...(taught > 0 ? [`${taught} examples`] : [])].join(", ")}`,
      );
      return 0;
    }
    case "import": {
      const change = Object.fromEntries(
        Object.entries(inFiles).filter(([name, value]) => !isDeepStrictEqual(value, Reflect.get(onDesk, name))),
      );
      for (const { name, here, there } of found) console.log(`${name}: ${there} → ${here}`);
      if (found.length > 0)
        await desk.ask("PATCH", "/v1/settings", SettingsViewSchema, SettingsSchema.partial().parse(change), `"${version}"`);
      console.log(found.length === 0 ? "The desk says it already." : `Set: ${Object.keys(change).join(", ")}`);
      return 0;
    }
    case "diff":
      for (const { name, here, there } of found) console.log(`${name}\n  files  ${here}\n  desk   ${there}`);
      if (found.length === 0) console.log("The same.");
      return found.length === 0 ? 0 : 1;
    case "help":
      return 0;
  }
}
