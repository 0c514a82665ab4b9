/**
 * The desk's tools, wired: hosts from TOOL_HOSTS, secrets from the Worker's own that begin with TOOL_, so that no tool file can name another one. The demo shop is asked in this isolate,
 * through its real routes.
 */
import { HttpToolbox, prepareTools, type ToolHostClient } from "#adapters/tools/http-toolbox";
import { workersClock } from "#adapters/platform/workers-clock";
import { toolHosts } from "#config/tool-hosts";
import { needsCustomer, type Tool } from "#domain/tools";
import type { Toolbox } from "#ports/tools";
import { shopApi, shopPath } from "#shop/api";
import { environment, support } from "./isolate.ts";
import { perDeployment } from "./per-deployment.ts";

/** Undefined on a desk whose tools have no host. Patterns, parsers and the demo shop's routes are made once. */
export const toolbox: (env: Env) => Toolbox | undefined = perDeployment((env) => {
  const settings = environment(env);
  const hosts = new Map<string, ToolHostClient>();
  for (const [name, host] of toolHosts(settings.TOOL_HOSTS, settings.DEMO_SHOP))
    hosts.set(name, host.kind === "demo" ? demoShop(env) : { base: host.base, fetch: (url, init) => fetch(url, init) });
  const secret = (name: string): string | undefined => secretOf(env, name);
  const prepared = prepareTools(
    support().tools.filter((tool) => isUsable(tool, hosts, secret) && (!needsCustomer(tool) || settings.IDENTITY_KEY !== undefined)),
  );
  return prepared.tools.size === 0 ? undefined : new HttpToolbox({ prepared, hosts, secret, clock: workersClock });
});

/** Its host is set, and every secret that it names. A card whose reading tool is missing could not say what will happen. */
function isUsable(
  { call, confirm }: Tool,
  hosts: ReadonlyMap<string, ToolHostClient>,
  secret: (name: string) => string | undefined,
): boolean {
  const named = Object.values(call.headers).flatMap((text) =>
    [...text.matchAll(/\{secret\.([A-Z][A-Z0-9_]*)\}/g)].map(([, name = ""]) => name),
  );
  const reader = confirm?.before && support().tools.find(({ name }) => name === confirm.before?.tool);
  return hosts.has(call.host) && named.every((name) => secret(name) !== undefined) && (!reader || isUsable(reader, hosts, secret));
}

function secretOf(env: Env, name: string): string | undefined {
  const held: unknown = Reflect.get(env, `TOOL_${name}`);
  return typeof held === "string" && held !== "" ? held : undefined;
}

const shopOrigin = "https://shop.local";

function demoShop(env: Env): ToolHostClient {
  const app = shopApi({ database: env.DB, key: secretOf(env, "SHOP_KEY") ?? "", nowMs: () => workersClock.now() });
  return { base: new URL(`${shopOrigin}${shopPath}`), fetch: async (url, init) => app.fetch(new Request(url, init)) };
}
