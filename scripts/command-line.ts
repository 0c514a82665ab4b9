/** Words after a command, taken apart by Node's own parser. What it does not know is said in its words, with the command's usage, and not as a crash. */
import { parseArgs, type ParseArgsConfig } from "node:util";

/** What was asked for cannot be meant. The message is for whoever typed it. */
export class UsageError extends Error {}

/** Throws `UsageError`. */
export function commandLine<T extends NonNullable<ParseArgsConfig["options"]>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
