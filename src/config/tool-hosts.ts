/**
 * The hosts that tools may call: an operator names them in TOOL_HOSTS, and a tool only names the name. An address is https, a public host name, without credentials or port; an IP
 * literal or a name of the inner network is refused, because a support desk has no business there (server-side request forgery). On a machine where the demo shop is on, `demo` is that shop,
 * and a server of the same machine may be named.
 */
import { SettingError } from "./setting-error.ts";

export type ToolHost = { kind: "demo" } | { kind: "web"; base: URL };

const local = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;
/** Names that no public resolver knows (RFC 6761, RFC 6762, RFC 8375, RFC 9476). */
const innerSuffixes = [
  ".local",
  ".localhost",
  ".internal",
  ".intranet",
  ".lan",
  ".home",
  ".corp",
  ".private",
  ".home.arpa",
  ".arpa",
  ".onion",
  ".alt",
  ".invalid",
  ".test",
];

/** Throws `SettingError`. @param demo DEMO_SHOP is on. */
export function toolHosts(setting: string, demo: boolean): Map<string, ToolHost> {
  const entries = setting.split(",").map((entry) => entry.trim());
  return new Map(
    entries
      .filter((entry) => entry !== "")
      .map((entry) => {
        const [, name, address] = /^([a-z][a-z0-9-]{0,30})=(.+)$/.exec(entry) ?? [];
        if (name === undefined || address === undefined)
          throw new SettingError(`TOOL_HOSTS: "${entry}" is not name=address, such as shop=https://api.shop.example`);
        return [name, hostOf(name, address, demo)];
      }),
  );
}

function hostOf(name: string, address: string, demo: boolean): ToolHost {
  if (address === "demo") {
    if (demo) return { kind: "demo" };
    throw new SettingError(`TOOL_HOSTS: ${name}=demo needs DEMO_SHOP="on"; name the address of your own system instead`);
  }
  const why = whyNot(address, demo);
  if (why === null) return { kind: "web", base: new URL(address) };
  throw new SettingError(`TOOL_HOSTS: ${name}: ${why}; write it as https://api.shop.example or https://api.shop.example/v1`);
}

/** Null: the desk may call it. */
export function whyNot(address: string, demo: boolean): string | null {
  if (!URL.canParse(address)) return "it is no address";
  const { protocol, hostname, username, password, port, search, hash, href } = new URL(address);
  if (username !== "" || password !== "" || address.includes("@")) return "it holds credentials; put them into a header as {secret.NAME}";
  if (search !== "" || hash !== "" || /[?#]/.test(address)) return "it has a query or a fragment";
  if (/%|\\|\.\.|\/\//.test(address.replace(/^[a-z]+:\/\//i, "")) || !href.toLowerCase().startsWith(address.toLowerCase()))
    return "it is not written plainly";
  if (demo && local.test(hostname) && (protocol === "http:" || protocol === "https:")) return null;
  if (protocol !== "https:") return "it is not https";
  if (port !== "") return "it has a port";
  return whyNotHost(hostname);
}

function whyNotHost(hostname: string): string | null {
  // The URL parser has written every spelling of an IPv4 address as four numbers, and of an IPv6 address in brackets (WHATWG URL).
  if (hostname.startsWith("[") || /^[\d.]+$/.test(hostname)) return "it is an IP address";
  if (!hostname.includes(".") || hostname.endsWith(".")) return "it is no public host name";
  if (innerSuffixes.some((suffix) => hostname.endsWith(suffix))) return "it is a name of the inner network";
  // Names that resolve to the address that is written in them.
  if (/(?:^|\.)(?:nip|sslip|xip)\.io$|(?:^|\.)(?:localtest|lvh)\.me$/.test(hostname)) return "it stands for an IP address";
  return null;
}
