/**
 * Reads a message against the lexicon and tells the linear model what it found, as hints. Hints generalise where words can't: "fee",
 * "tariff" and "surcharge" are one thing to it, also in a trade that no example comes from.
 */

import { tokenise } from "#embedded/intents/normalise";
import { LEXICON } from "./lexicon-words.ts";
import { smallTalkOf } from "./small-talk.ts";
import { wantsPerson } from "./wish-for-person.ts";

const GROUPS = Object.entries(LEXICON).map(([name, patterns]) => ({ name, pattern: compile(patterns) }));

/** A message of so few words is a telling thing by itself. */
const FEW_WORDS = 3;

/** Names of the groups that a message hits, and of the other facts that help to route it. @param wish of the same text, when it is known already. */
export function lexiconHints(text: string, wish = wantsPerson(text)): string[] {
  const tokens = tokenise(text);
  const plain = ` ${tokens.join(" ")} `;
  const hints = GROUPS.filter((group) => group.pattern.test(plain)).map((group) => group.name);
  if (wish.wanted) hints.push("=person");
  const smallTalk = smallTalkOf(text);
  if (smallTalk !== null) hints.push("=small-talk");
  if (hints.length === 0) hints.push(tokens.length <= FEW_WORDS ? "=nothing-short" : "=nothing");
  return hints;
}

/** One expression for all patterns of a group. */
function compile(patterns: string): RegExp {
  const sources = patterns.split("|").map((pattern) =>
    pattern
      .trim()
      .replace(/[.+?^${}()[\]\\]/g, "\\$&")
      .replaceAll("*", "[^ ]*"),
  );
  return new RegExp(` (?:${sources.join("|")})(?= )`, "u");
}
