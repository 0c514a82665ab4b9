/** What a question asks for, as far as sentences can be compared with it: its content words and whether steps or a number would answer it. */
import { FUNCTION_WORDS, LIGHT_WORDS } from "#embedded/retrieval/function-words";
import { editsBetween } from "#embedded/retrieval/spelling";
import { stemOf } from "#embedded/retrieval/stem";
import { wordsOf } from "#embedded/retrieval/words";

export type Asked = {
  /** Stem of each content word with its weight; the weights add up to 1. */
  words: ReadonlyMap<string, number>;
  /** Steps would be an answer; "how" when they are what was asked for. */
  wantsSteps: "no" | "fitting" | "how";
  wantsNumber: boolean;
  /** Seems to ask two things. */
  hasParts: boolean;
};

const FACT =
  /^\W*(?:(?:hi|hello|hey|please|and|so)\W+)*(?:what|when|which|who|whose|why|is|are|was|were|does|did|has|have|will|how (?:much|many|long|often|far|big|large|old|soon|late|fast))\b/i;
const HOW = /\bhow (?:do|does|can|could|to|would|should|shall|must)\b|\bsteps?\b|\binstructions?\b/i;
const NUMBER = /\b(?:how (?:much|many|long|often|far|big|large|old|soon|late|fast)|when|price|cost|costs|fee|limit|number)\b/i;
const PARTS = /\band\b|[,;?.!]\s+\S/i;
const LIGHT_SHARE = 0.5;
/** Words this long may differ in one letter: the question's spelling is the customer's. */
const FORGIVEN_FROM_CHARS = 5;

export function readAsked(question: string): Asked {
  const words = wordsOf(question);
  const content = words.filter((word) => !FUNCTION_WORDS.has(word));
  const weights = new Map((content.length > 0 ? content : words).map((word) => [stemOf(word), LIGHT_WORDS.has(word) ? LIGHT_SHARE : 1]));
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
  return {
    words: new Map([...weights].map(([stem, weight]) => [stem, weight / sum])),
    wantsSteps: FACT.test(question) ? "no" : HOW.test(question) ? "how" : "fitting",
    wantsNumber: NUMBER.test(question),
    hasParts: PARTS.test(question.trim()),
  };
}

/** The asked words that the text has. */
export function askedIn(text: string, asked: Asked): Set<string> {
  const stems = new Set(wordsOf(text).map(stemOf));
  return new Set(
    [...asked.words.keys()].filter(
      (word) => stems.has(word) || (word.length >= FORGIVEN_FROM_CHARS && [...stems].some((stem) => isNear(word, stem))),
    ),
  );
}

/** Weight of the words, [0, 1]. */
export function weightOf(words: Iterable<string>, asked: Asked): number {
  let weight = 0;
  for (const word of words) weight += asked.words.get(word) ?? 0;
  return weight;
}

function isNear(word: string, stem: string): boolean {
  return Math.abs(word.length - stem.length) <= 1 && word.charAt(0) === stem.charAt(0) && editsBetween(word, stem, 1) <= 1;
}
