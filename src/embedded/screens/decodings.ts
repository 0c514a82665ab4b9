/** Reads what a text carries in tags, base64, hexadecimal or percent signs; only what turns out to be text. */

/** The Unicode tags that mirror printable ASCII. */
export const tags = /[\u{E0020}-\u{E007E}]/gu;

/** All decoded pieces of at least 8 characters, a line each. */
export function decodings(text: string): string {
  const hidden = Array.from(text.matchAll(tags), ([tag]) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000)).join("");
  const encoded = [
    ...Array.from(text.matchAll(/[A-Za-z0-9+/_-]{20,4000}={0,2}/g), ([blob]) => fromBase64(blob)).flat(),
    ...Array.from(text.matchAll(/(?:(?:0x|\\x)?[0-9a-f]{2}[ ,]?){12,2000}/gi), ([blob]) => fromHex(blob)),
    ...Array.from(text.matchAll(/(?:%[0-9a-f]{2}|[\w.+-]){16,4000}/gi), ([blob]) => (blob.includes("%") ? fromPercent(blob) : "")),
  ];
  return [hidden, ...encoded].filter((decoded) => decoded.length >= 8 && looksLikeText(decoded)).join("\n");
}

const looksLikeText = (decoded: string): boolean => /^[\t\n\r -~\u00A0-\u{10FFFF}]+$/u.test(decoded) && /[a-z]{2}/i.test(decoded);

/** The readable stretches at each of the four alignments, because words may be glued to either end. */
function fromBase64(blob: string): string[] {
  const base64 = blob.replace(/-/g, "+").replace(/_/g, "/").replace(/=+$/, "");
  return [0, 1, 2, 3].flatMap((offset) => {
    const aligned = base64.slice(offset, base64.length - ((base64.length - offset) % 4 === 1 ? 1 : 0));
    const bytes = Uint8Array.from(atob(aligned), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes).split(/[\uFFFD\p{Cc}]+/u);
  });
}

const fromHex = (blob: string): string =>
  (blob.replace(/0x|\\x|[ ,]/gi, "").match(/../g) ?? [])
    .map((pairOfDigits) => String.fromCharCode(Number.parseInt(pairOfDigits, 16)))
    .join("");

function fromPercent(blob: string): string {
  try {
    return decodeURIComponent(blob).replace(/\+/g, " ");
  } catch {
    return "";
  }
}
