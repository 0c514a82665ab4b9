/** The assistant's own words by language, and which language a conversation is in. A language without a table is answered in English. */
import { detectLanguage } from "#embedded/routing/language";
import { ar } from "./phrases/ar.ts";
import { de } from "./phrases/de.ts";
import { en } from "./phrases/en.ts";
import { es } from "./phrases/es.ts";
import { fr } from "./phrases/fr.ts";
import { ja } from "./phrases/ja.ts";
import type { Phrases } from "./phrases/table.ts";

const tables: Readonly<Record<string, Phrases>> = { ar, de, en, es, fr, ja };

/** Languages that the assistant speaks by itself, BCP 47 primary tags. */
export const languages: readonly string[] = Object.keys(tables);

/** @param language BCP 47 tag. */
export const phrasesIn = (language: string): Phrases => tables[primary(language)] ?? en;

/**
 * What the customer writes decides, where it says enough to tell: "no" is a word of four languages. Else the language of the page, else what a short message looks like.
 * @param texts of the customer, newest first. @param locale of the page; null: unknown. @returns BCP 47 primary tag.
 */
export function languageOf(texts: readonly string[], locale: string | null): string {
  const told = detectLanguage(texts.filter(tells));
  if (told !== "und") return told;
  if (locale !== null) return primary(locale);
  const guessed = detectLanguage(texts);
  return guessed === "und" ? "en" : guessed;
}

/** Three words, or a script that shows the language by itself. */
const tells = (text: string): boolean => /\S+\s+\S+\s+\S/.test(text.trim()) || /[^\p{Script=Latin}\p{Script=Common}]/u.test(text);

const primary = (tag: string): string => tag.split("-")[0]?.toLowerCase() ?? "";
