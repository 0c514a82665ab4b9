/** A message that is nothing but a greeting, thanks or a goodbye. */
export type SmallTalk = "greeting" | "thanks" | "bye";
export function smallTalkOf(text: string): SmallTalk | null {
  return /^\s*(hi|hello)\W*$/i.test(text) ? "greeting" : null;
}
