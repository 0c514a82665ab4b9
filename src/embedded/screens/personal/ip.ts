/** IP addresses: dotted quads that are no version numbers, and IPv6 in every form of RFC 4291 §2.2. */

import { spansOf, type PersonalDataSpan } from "./span.ts";

const octet = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const version4 = new RegExp(`(?<![\\p{L}\\d.]|\\d,|\\p{L}-)${octet}(?:\\.${octet}){3}(?![\\p{L}\\d]|\\.\\d)`, "gu");
const version6 = /(?<![\p{L}\d:.])[0-9a-f:]{2,39}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?![\p{L}\d:]|\.\d)/giu;
const softwareVersion = /\b(?:v|ver|version|firmware|build|release|app|ios|android|driver)[ .:]{0,2}$/i;

export function findIpAddresses(text: string): PersonalDataSpan[] {
  return [
    ...spansOf("IP", text, version6).filter(({ start, end }) => isVersion6(text.slice(start, end))),
    ...spansOf("IP", text, version4).filter(({ start }) => !softwareVersion.test(text.slice(Math.max(0, start - 12), start))),
  ];
}

/** Eight groups of one to four hexadecimal digits, or fewer around one "::"; the last two may be a dotted quad. At least one decimal digit. */
function isVersion6(written: string): boolean {
  const address = written.replace(/\d+(?:\.\d+){3}$/, "0:0");
  if (!/\d/.test(written) || !address.includes(":") || address.indexOf("::") !== address.lastIndexOf("::")) return false;
  const [left = "", right] = address.split("::");
  const groups = [left, right ?? ""].flatMap((half) => (half === "" ? [] : half.split(":")));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return right === undefined ? groups.length === 8 : groups.length >= 1 && groups.length <= 7;
}
