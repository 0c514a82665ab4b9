/** E-mail addresses, also where people write "(at)" and "dot" (RFC 5321 limits: 64 characters before the @, labels of 63). */

import { spansOf, type PersonalDataSpan } from "./span.ts";

const label = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})";
const plain = new RegExp(
  `(?<![\\p{L}\\p{N}.!#$%&'*+/=?^_{|}~-])[\\p{L}\\p{N}!#$%&'*+/=?^_{|}~-][\\p{L}\\p{N}.!#$%&'*+/=?^_{|}~-]{0,63}@(?:${label}\\.){1,8}\\p{L}{2,24}(?![\\p{L}\\p{N}])`,
  "gu",
);
const afterSlash = new RegExp(
  `(?<=[/:=?&'])[\\p{L}\\p{N}][\\p{L}\\p{N}.+_-]{0,63}@(?:${label}\\.){1,8}\\p{L}{2,24}(?![\\p{L}\\p{N}])`,
  "gu",
);
const spelledOut =
  /(?<![\w.+-])[a-z0-9][\w.+-]{0,63} ?(?:\((?:at|@)\)|\[(?:at|@)\]|\{at\}| at ) ?[a-z0-9][a-z0-9-]{0,62}(?: ?(?:\((?:dot|\.)\)|\[(?:dot|\.)\]| dot ) ?[a-z0-9][a-z0-9-]{0,62}| ?\.[a-z0-9-]{2,62}(?= |$|[,;!?]|\.(?:\s|$))){1,4}/giu;
const fileName = /\.(?:png|jpe?g|gif|svg|webp|css|js)$/i;

export function findEmails(text: string): PersonalDataSpan[] {
  if (!/@|\bat\b/i.test(text)) return [];
  const written = [...spansOf("EMAIL", text, plain), ...spansOf("EMAIL", text, afterSlash)];
  const spoken = spansOf("EMAIL", text, spelledOut).filter(({ start, end }) => /[([{](?:at|@)[)\]}]| dot /i.test(text.slice(start, end)));
  return [...written, ...spoken].filter(({ start, end }) => !fileName.test(text.slice(start, end)));
}
