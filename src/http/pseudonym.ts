/** A name for a network address under which something can be counted without the address being stored: a keyed hash (HMAC, RFC 2104) that nobody without the key can try out. */
export async function pseudonymOf(address: string, key: string): Promise<string> {
  const encoder = new TextEncoder();
  const secret = await crypto.subtle.importKey("raw", encoder.encode(`visitor:${key}`), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const digest = await crypto.subtle.sign("HMAC", secret, encoder.encode(address));
  return Array.from(new Uint8Array(digest, 0, 12), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
