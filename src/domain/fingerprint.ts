/** A short name for a long text, to see whether two are the same; no defence against anybody. FNV-1a (RFC 9923) over UTF-16 units, twice with different beginnings. */
export const fingerprint = (text: string): string => [0x811c9dc5, 0x6b43a9b5].map((basis) => fnv(text, basis)).join("");

function fnv(text: string, basis: number): string {
  let hash = basis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
