/** Hints of the lexicons that a message hits. */
export function lexiconHints(text: string): string[] {
  return /\b(refund|invoice|charge)/i.test(text) ? ["billing"] : [];
}
