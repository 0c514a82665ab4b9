/** All tables of the widget's words, as nobody loads them: together. */
import type { Language } from "#browser/launcher/language";
import { strings as ar } from "#browser/widget/strings/ar";
import { strings as de } from "#browser/widget/strings/de";
import { strings as en } from "#browser/widget/strings/en";
import { strings as es } from "#browser/widget/strings/es";
import { strings as fr } from "#browser/widget/strings/fr";
import { strings as ja } from "#browser/widget/strings/ja";
import type { Strings } from "#browser/widget/strings/table";

export const tables: Record<Language, Strings> = { ar, de, en, es, fr, ja };
