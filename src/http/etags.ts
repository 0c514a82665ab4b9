/** Versions in headers of conditional requests (RFC 9110, section 13). */

/** Whether If-None-Match names this version (RFC 9110, section 13.1.2: a list, weak or strong, or "*"). */
export function namesVersion(ifNoneMatch: string | undefined, version: string): boolean {
  const tags = ifNoneMatch?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return tags.includes("*") || tags.includes(`"${version}"`);
}

/** The version that If-Match names; undefined when anything will do; -1 for what is no version that was ever given. */
export function versionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === "*") return undefined;
  return Number(/^(?:W\/)?"(\d{1,15})"$/.exec(ifMatch.trim())?.[1] ?? -1);
}
