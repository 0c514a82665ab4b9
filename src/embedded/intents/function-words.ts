/** The English words that hold a sentence together and say nothing of what it is about. Negations are not among them. */

const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  "the a an to of for in on at is are was were be been it this that my i me you your we our do does did have has had can could would will should with and or but so if from by as am im ive there please just".split(
    " ",
  ),
);

/** Whether a normalised word is one of them. */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}
