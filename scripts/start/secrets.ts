/**
 * The secrets of a local desk, made once: `.dev.vars`, readable by its owner only, never committed. Values that a person put there stay;
 * names that are missing are added.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";

/** The names of `[secrets] required` in wrangler.toml. */
const names = ["OPERATOR_TOKEN", "SIGNING_KEY", "IDENTITY_KEY", "TOOL_SHOP_KEY"];

/** Returns the secrets by name. */
export function localSecrets(path: string): Map<string, string> {
  const kept = existsSync(path)
    ? readFileSync(path, "utf8")
    : "# Secrets of this machine's desk, made by `npm start`. Never commit them.\n";
  const known = parse(kept);
  const added = names.filter((name) => !known.has(name)).map((name) => `${name}="${randomBytes(32).toString("base64url")}"\n`);
  if (added.length > 0) {
    const text = `${kept}${kept.endsWith("\n") ? "" : "\n"}${added.join("")}`;
    writeFileSync(path, text, { mode: 0o600 });
    chmodSync(path, 0o600); // the mode above counts for new files only
    return parse(text);
  }
  return known;
}

function parse(text: string): Map<string, string> {
  const lines = text.matchAll(/^\s*([A-Z_][A-Z0-9_]*)\s*=\s*"?([^"\n]*)"?\s*$/gm);
  return new Map(Array.from(lines, ([, name, value]) => [name ?? "", value ?? ""]));
}
