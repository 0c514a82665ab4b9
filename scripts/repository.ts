/** Where this repository and its packages are, so that no command depends on the folder it is called from. */
import { realpathSync } from "node:fs";
import { join, resolve } from "node:path";

/** Absolute, with symbolic links resolved: as the system's process list shows it. */
export const repository = realpathSync(resolve(import.meta.dirname, ".."));

/** A path inside the repository. */
export const inRepository = (...parts: string[]): string => join(repository, ...parts);
