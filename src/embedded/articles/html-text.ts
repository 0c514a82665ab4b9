/** The words in HTML: tags, comments, scripts and styles dropped, entities read. Linear in the text; takes broken HTML as it comes. */

const TAG = /<[/!?a-zA-Z][^<>]*>/g;
const BREAKING_TAG = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]*>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g;
const NAMED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["copy", "©"],
  ["reg", "®"],
  ["trade", "™"],
  ["hellip", "…"],
  ["mdash", "—"],
  ["ndash", "–"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["euro", "€"],
  ["pound", "£"],
  ["times", "×"],
  ["rarr", "→"],
  ["larr", "←"],
  ["bull", "•"],
  ["middot", "·"],
  ["deg", "°"],
]);

export function withoutTags(html: string): string {
  const spoken = [
    ["<!--", "-->"],
    ["<script", "</script>"],
    ["<style", "</style>"],
  ].reduce((text, [open, close]) => without(text, open ?? "", close ?? ""), html);
  return spoken.replace(BREAKING_TAG, "\n").replace(TAG, "");
}

export function withoutEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(ENTITY, (raw: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? raw;
    const code = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? "", 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : raw;
  });
}

/** Drops what stands between the marks; an opening mark that is never closed is left alone. */
function without(text: string, open: string, close: string): string {
  let rest = "";
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) return rest + text.slice(from);
    rest += text.slice(from, start);
    from = end + close.length;
  }
}
