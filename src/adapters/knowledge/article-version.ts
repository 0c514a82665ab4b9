/**
 * The version of an article is its content: the same words have the same version everywhere, so that an importer can tell what changed
 * without asking for any text.
 */
import type { ArticleDraft } from "#contracts/articles";

/** Hexadecimal digits kept of the hash: 64 bits, far from a collision within one desk. */
const VERSION_DIGITS = 16;

/**
 * First 16 hexadecimal digits of the SHA-256 of the draft's canonical JSON (RFC 8785: keys in order, no white space, absent ones left out).
 * Takes a draft that `ArticleDraftSchema` has parsed: trimmed, with its defaults filled in.
 */
export async function articleVersion({ body, id, summary, tags, title, updated }: ArticleDraft): Promise<string> {
  const canonical = JSON.stringify({ body, id, summary, tags, title, updated });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical)));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.slice(0, VERSION_DIGITS);
}
