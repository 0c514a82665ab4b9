/** One desk for all files that need no restart: vitest starts it before the first and ends it after the last. */
import type { TestProject } from "vitest/node";
import { admins, audience, startAccessDouble } from "./access-double.ts";
import { freePort } from "../../scripts/start/ports.ts";
import { type Address, startDesk } from "./desk.ts";

declare module "vitest" {
  interface ProvidedContext {
    desk: Address;
    /** A port of this machine whose pages the desk knows as a shop's. */
    shopPort: number;
    /** Tokens of Cloudflare Access, of a team that the desk believes. */
    accessTokens: { agent: string; admin: string };
  }
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const shopPort = await freePort();
  const access = await startAccessDouble(await freePort());
  const vars = [`ACCESS_TEAM_DOMAIN=${access.team}`, `ACCESS_AUD=${audience}`, `ACCESS_ADMINS=${admins}`].flatMap((one) => ["--var", one]);
  const { url, link, token, remove } = await startDesk("--allow", `http://127.0.0.1:${shopPort}`, ...vars);
  provide("desk", { url, link, token });
  provide("shopPort", shopPort);
  provide("accessTokens", access.tokens);
  return async () => {
    access.close();
    await remove();
  };
}
