/** One desk for all files that need no restart: vitest starts it before the first and ends it after the last. */
import type { TestProject } from "vitest/node";
import { freePort } from "../../scripts/start/ports.ts";
import { type Address, startDesk } from "./desk.ts";

declare module "vitest" {
  interface ProvidedContext {
    desk: Address;
    /** A port of this machine whose pages the desk knows as a shop's. */
    shopPort: number;
  }
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const shopPort = await freePort();
  const { url, link, token, remove } = await startDesk("--allow", `http://127.0.0.1:${shopPort}`);
  provide("desk", { url, link, token });
  provide("shopPort", shopPort);
  return remove;
}
