/**
 * How much evidence an incoherent question finds. The more a desk has written, the more words of any question meet somewhere by chance, and the
 * fewer words, the more so. Both are measured when the index is built, with questions whose words are drawn from different articles; that is
 * what lets one threshold serve desks of every size.
 */
import { evidenceIn } from "./evidence.ts";
import { FUNCTION_WORDS } from "./function-words.ts";
import type { IndexParts } from "./index-parts.ts";
import { readQuestion } from "./question.ts";
import { bestSection } from "./search.ts";
import { wordsOf } from "./words.ts";

/** Evidence by chance for a question of n content words: `level + slope · ln n`. */
export type ChanceLevel = { level: number; slope: number };

const SHORT_WORDS = 2;
const LONG_WORDS = 8;
const QUESTIONS_OF_A_LENGTH = 64;
/** With fewer articles the words of a drawn question come from one article too often. */
const LEAST_ARTICLES = 20;
/** Chance level of two desks of 80 articles, docs/quality/retrieval.md; stands in where there are too few to measure. */
const SMALL_DESK: ChanceLevel = { level: 0.28, slope: -0.05 };
const LONGEST_WORDS = 16;
/** Text from which a word is drawn, characters: some ten words. */
const STRETCH_CHARS = 80;

export function measureChance(index: IndexParts): ChanceLevel {
  if (index.articles < LEAST_ARTICLES) return SMALL_DESK;
  const random = randomNumbers();
  const mean = (words: number): number => {
    let sum = 0;
    for (let question = 0; question < QUESTIONS_OF_A_LENGTH; question += 1) {
      const drawn = Array.from({ length: words }, () => drawWord(index, random)).join(" ");
      const concepts = readQuestion(index, drawn);
      const best = bestSection(index, concepts);
      sum += best === undefined ? 0 : evidenceIn(index, concepts, best);
    }
    return sum / QUESTIONS_OF_A_LENGTH;
  };
  const short = mean(SHORT_WORDS);
  const slope = (mean(LONG_WORDS) - short) / (Math.log(LONG_WORDS) - Math.log(SHORT_WORDS));
  return { level: short - slope * Math.log(SHORT_WORDS), slope };
}

export function chanceOf({ level, slope }: ChanceLevel, words: number): number {
  return level + slope * Math.log(Math.min(LONGEST_WORDS, Math.max(1, words)));
}

/** A content word from anywhere in the articles; a longer section is drawn no more often, as most questions are about short ones. */
function drawWord(index: IndexParts, random: () => number): string {
  const text = index.sections[Math.floor(random() * index.sections.length)]?.text ?? "";
  const from = Math.floor(random() * Math.max(0, text.length - STRETCH_CHARS));
  const stretch = wordsOf(text.slice(from, from + STRETCH_CHARS));
  // A stretch may begin and end inside a word.
  const words = (text.length > STRETCH_CHARS ? stretch.slice(1, -1) : stretch).filter((word) => !FUNCTION_WORDS.has(word));
  return words[Math.floor(random() * words.length)] ?? "";
}

/** Numbers in [0, 1), the same every time: a linear congruential generator (Numerical Recipes, 3rd ed., section 7.1.4). */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
