/**
 * Lays a text open for the injection screen: folds the ways in which letters are disguised (look-alikes, accents, spacing, digits for letters,
 * zero-width characters) and decodes what is hidden (tags, base64, hexadecimal, percent signs, rot13, reversal). It never decides anything.
 */

import { decodings, tags } from "./decodings.ts";
import { mendMisspellings } from "./misspellings.ts";

export type PlainSight = {
  /** Lower case, unaccented, without disguises; line breaks kept. */
  plain: string;
  /** The same with disguised letters read otherwise: spelled-out words joined, digits as letters, misspellings mended. Empty when nothing is disguised. */
  readings: readonly string[];
  /** What was encoded, decoded and folded like `plain`. */
  decoded: string;
  /** Transformations that any text can be read in (rot13, backwards); only worth a look for unmistakable signs. */
  mirrored: readonly string[];
  /** Zero-width and tag characters that no script or emoji needs, counted. */
  invisible: number;
};

export function layOpen(text: string): PlainSight {
  const plain = fold(text);
  return {
    plain,
    readings: [joinSpelledOut(plain), ...readDigits(plain)]
      .map(mendMisspellings)
      .filter((reading, index, all) => reading !== plain && all.indexOf(reading) === index),
    decoded: fold(decodings(text)),
    mirrored: [fold(Array.from(text).reverse().join("")), rot13(plain)],
    invisible: (text.match(/(?<=[a-z])[\u200B-\u200D\u2060\uFEFF\u00AD]+(?=[a-z])/giu) ?? []).length + (text.match(tags)?.length ?? 0),
  };
}

/** NFKC takes care of full-width, circled and mathematical letters; the rest is done here. */
function fold(text: string): string {
  return text
    .replace(/[\p{Default_Ignorable_Code_Point}\u0000-\u0008]/gu, "")
    .normalize("NFKD")
    .replace(/([a-z])[\u0300-\u036F]+/gi, "$1")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\p{L}\p{M}\p{N}]+/gu, foldLookAlikes)
    .replace(/[\u2018\u2019\u02BC\u00B4]/g, "'")
    .replace(/[\u201C\u201D\u201E\u00AB\u00BB]/g, '"')
    .replace(/[^\S\n]+/g, " ");
}

const lookAlikes = new Map<string, string>();
const pair = (disguised: string, latin: string): void => {
  const letters = Array.from(latin);
  Array.from(disguised).forEach((letter, index) => lookAlikes.set(letter, letters[index] ?? letter));
};
pair("аеорсухіјѕһԁӏвкмнт", "aeopcyxijshdlbkmht");
pair("αεορυχικντβηω", "aeopuxikvtbnw");
pair("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz");
pair("ıøłđßæ", "iolds" + "a");

/** Look-alikes count only in a word that also has a Latin letter: Cyrillic and Greek words stay what they are. */
function foldLookAlikes(word: string): string {
  if (/^[\u0000-\u007F]*$/.test(word)) return word;
  const isDisguised = /[a-z]/.test(word) || /^[ᴀ-ᴢꜰꜱɢʜɪʀʟɴʙʏǫ]+$/u.test(word);
  return isDisguised ? Array.from(word, (letter) => lookAlikes.get(letter) ?? letter).join("") : word;
}

const spelledOut = /(?<![a-z0-9])[a-z](?:[ .\-_*|/]{1,3}[a-z]){5,}(?![a-z0-9])/g;

/** "i g n o r e   t h i s", "i.g.n.o.r.e": joined, and cut into words at wider gaps or, where there are none, around words that attacks are made of. */
function joinSpelledOut(plain: string): string {
  return plain.replace(spelledOut, (run) =>
    run
      .split(/[ .\-_*|/]{2,}/)
      .map((part) => part.replace(/[^a-z]/g, "").replace(attackWords, " $& "))
      .join(" ")
      .replace(/ +/g, " "),
  );
}

const attackWords =
  /ignore|disregard|forget|bypass|override|reveal|print|repeat|show|previous|prior|above|all|your|the|and|any|system|developer|instructions?|prompts?|rules|guidelines|mode|admin|unrestricted|password|secret/g;

/** "1gn0r3": a token that mixes letters and digits, read as letters; once with 1 as i, once as l. */
function readDigits(plain: string): string[] {
  const letters: Readonly<Record<string, string>> = {
    "0": "o",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "@": "a",
    $: "s",
    "!": "i",
    "|": "i",
    "+": "t",
  };
  const read = (one: "i" | "l"): string =>
    plain.replace(/[a-z0-9@$!|+]{3,30}/g, (token) =>
      /[a-z]/.test(token) && /[0-9@$]/.test(token)
        ? token.replace(/[0-9@$!|+]/g, (sign) => (sign === "1" ? one : (letters[sign] ?? sign)))
        : token,
    );
  const asI = read("i");
  return plain.includes("1") ? [asI, read("l")] : [asI];
}

const rot13 = (plain: string): string =>
  plain.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97));
