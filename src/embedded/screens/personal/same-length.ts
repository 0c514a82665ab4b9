/**
 * Writes the digits, spaces, dashes and brackets of other scripts and keyboards in their ASCII forms, one UTF-16 unit for one, so that offsets
 * in the result are offsets in the text.
 */

const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];

export function withAsciiNumbers(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59\uFF10-\uFF19]/g, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = zeros.find((start) => code >= start && code < start + 10) ?? code;
      return String(code - zero);
    })
    .replace(/[\uFF08\uFF09\uFF0B\uFF0D\uFF0E\uFF20\uFF1A]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u00A0\u2000-\u200A\u202F\u3000]/g, " ")
    .replace(/[\u2010-\u2015\u2212]/g, "-");
}
