/** Does the customer want a person? */
export type WishForPerson = { wanted: boolean; score: number };
export function wantsPerson(text: string): WishForPerson {
  const wanted = /\b(human|agent|person|representative|manager)\b/i.test(text);
  return { wanted, score: wanted ? 0.9 : 0 };
}
