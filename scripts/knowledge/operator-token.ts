/**
 * Whose authority the command has. The token of `.dev.vars` is for desks on this machine and is never sent to another; no token is ever sent
 * in the clear over a network.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { DeskError } from "./desk-api.ts";

export type TokenSources = {
  /** Of the command line. */
  given: string | undefined;
  /** OPERATOR_TOKEN of the environment. */
  environment: string | undefined;
  /** Path of `.dev.vars`. */
  devVars: string;
};

export function operatorToken(url: URL, { given, environment, devVars }: TokenSources): string {
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (!isHere && url.protocol !== "https:") throw new DeskError(`${url.origin}: a token is only sent to another machine over https`);
  const token = given || environment || (isHere ? fromFile(devVars) : undefined);
  if (token) return token;
  throw new DeskError(
    isHere
      ? "No operator token: npm start makes one in .dev.vars; or give --token or OPERATOR_TOKEN"
      : `No operator token for ${url.origin}: give --token or OPERATOR_TOKEN`,
  );
}

function fromFile(path: string): string | undefined {
  return existsSync(path) ? parseEnv(readFileSync(path, "utf8"))["OPERATOR_TOKEN"] : undefined;
}
