/**
 * Tells an order to the assistant from a report or a question about the same thing: "ignore all previous instructions" against "I ignored the
 * instructions", "can I ignore this warning?" and "please don't ignore my message". It looks at what stands before the verb in its clause.
 */

/** True when a verb at `at` in `plain` (lower case) is meant as an order. Looks back 80 characters at most. */
export function isDirective(plain: string, at: number): boolean {
  const before = plain.slice(Math.max(0, at - 80), at);
  const clause = before.slice(before.search(/[^.!?;:,\n"([{<>*#|=-]*$/));
  if (negated.test(clause)) return false;
  if (/\b(?:how|why|if|whether|when|before|after|since|because)\b[^,]*$/.test(clause)) return false;
  if (
    /\byou(?:'ll)?\b(?: (?:will|must|should|shall|can|may|are|need|have|to|now|please|just|also|simply|immediately|completely|only))* ?$/.test(
      clause,
    )
  ) {
    return !/\b(?:do|did|have|that|what|who) you\b/.test(clause);
  }
  if (/\b(?:i|we|they|he|she|it|who|people|everyone|nobody|someone)\b(?!.*\byou\b)/.test(clause)) return false;
  return !/(?<!\b(?:task|job|goal|mission|duty|role|order|instructions?|remember|sure|have|need|want you|is|are|got)) to $/.test(clause);
}

const negated = /\b(?:don'?t|do not|not|never|can'?t|cannot|won'?t|didn'?t|doesn'?t|does not|without|avoid|why)(?: [a-z]+)? $/;
