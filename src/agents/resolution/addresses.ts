/**
 * Where a sentence would send its reader. A link is text that a page may turn into one, whatever its form; it is let through only to hosts that the company allowed. A bare address, such as
 * an e-mail address or a host in plain words, must stand in the passage word for word.
 */

const LINK =
  /!?\[[^\]]*\]\s*\(|\b[a-z][a-z0-9+.-]{1,20}:\/{0,2}(?=[^\s/])[^\s<>()[\]"']+|\bwww\.[^\s<>()[\]"']+|\bdata:[^\s]+|\bjavascript:/giu;
const MARKDOWN_LINK = /!?\[[^\]]*\]\s*\(\s*<?([^)\s>]*)/giu;
const BARE = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:\/[^\s)\]]*)?/giu;
/** Colons in plain words ("Note: this", "10:30") are no schemes. */
const SCHEME = /^(?:https?|ftp|file|mailto|tel|data|javascript|vbscript|blob|ws|wss|sms|intent):|^[a-z][a-z0-9+.-]*:\/\//i;

/** @param source text in which a bare address must stand. */
export function leadsAstray(sentence: string, source: string, allowedHosts: readonly string[]): boolean {
  if (/!\[/.test(sentence) || /<\/?[a-z!]/i.test(sentence) || /^\s*\[[^\]]+\]:/.test(sentence)) return true;
  const targets = [...sentence.matchAll(MARKDOWN_LINK)].map(([, target = ""]) => target);
  const schemed = (sentence.match(LINK) ?? []).filter((found) => SCHEME.test(found) || /^www\./i.test(found));
  if ([...targets, ...schemed].some((target) => !mayLinkTo(target, allowedHosts))) return true;
  return (sentence.match(BARE) ?? []).some((found) => !source.includes(found) && !mayLinkTo(found, allowedHosts));
}

/** Https to an allowed host, without credentials or port. A bare host counts as https. */
function mayLinkTo(target: string, allowedHosts: readonly string[]): boolean {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(target) ? target : `https://${target}`;
  if (!URL.canParse(full)) return false;
  const { protocol, hostname, username, password, port } = new URL(full);
  return protocol === "https:" && username === "" && password === "" && port === "" && allowedHosts.includes(hostname);
}
