/**
 * What a sign of an injection is, and the words that the signs are made of. A sign is about structure: who is told what, not which words occur.
 * Patterns read folded text (lower case, unaccented) and repeat a bounded number of times only, so that the time is linear in the text.
 */

export type InjectionReason =
  | "instruction_override"
  | "prompt_extraction"
  | "exfiltration"
  | "fake_turn"
  | "unrestricted_persona"
  | "refusal_suppression"
  | "answer_tampering"
  | "code_insertion"
  | "tool_coercion"
  | "false_authority"
  | "secrecy"
  | "addressed_to_assistant"
  | "encoded_payload"
  | "hidden_text";

export type Sign = {
  reason: InjectionReason;
  /** How sure the sign makes by itself, [0, 1]. Under the threshold it only counts together with signs of other reasons. */
  weight: number;
  pattern: RegExp;
  /** The match starts with a verb that must be meant as an order to the assistant (`directive.ts`). */
  order: boolean;
};

/** `sign`: wherever the pattern stands. `order`: only where its first verb is an order. */
export const sign = (reason: InjectionReason, weight: number, source: string): Sign => ({
  reason,
  weight,
  pattern: new RegExp(source, "gu"),
  order: false,
});
export const order = (reason: InjectionReason, weight: number, source: string): Sign => ({ ...sign(reason, weight, source), order: true });

/** Up to n characters within one sentence. */
export const gap = (n: number): string => `[^.!?\\n]{0,${n}}?`;

/** Any of the words, as whole words. */
export const word = (...alternatives: string[]): string => `\\b(?:${alternatives.join("|")})\\b`;

/** What an assistant gives. */
export const answer = "(?:response|answer|reply|replies|responses|answers|output|outputs|explanation|elucidation|summary)";

/** Start of a line, a sentence or a bracket. */
export const opening = "(?:^|[\\n.!?:;>\\])}*#-] ?)";
