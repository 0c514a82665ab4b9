/**
 * Questions that ask for the same thing, put together by the words that they share: stems weighted by how rare they are among the questions, compared by cosine. Each
 * question joins the nearest group or begins one, in the order given, so that the same list gives the same groups.
 */
import { FUNCTION_WORDS, LIGHT_WORDS } from "../retrieval/function-words.ts";
import { stemOf } from "../retrieval/stem.ts";
import { wordsOf } from "../retrieval/words.ts";

type Weights = ReadonlyMap<string, number>;
type Group<T> = { members: T[]; sum: Map<string, number> };

/** Cosine from which two questions count as one: "cancel my order" and "can I cancel an order" do, "cancel my order" and "order a lamp" do not. */
const alike = 0.42;
/** A light word ("do", "get", "want") says little about what is asked. */
const lightShare = 0.3;

/** Largest group first; in each the members in the order given. */
export function groupQuestions<T extends { question: string }>(asked: readonly T[]): T[][] {
  const documents = asked.map(({ question }) => new Set(termsOf(question)));
  const frequency = new Map<string, number>();
  for (const terms of documents) for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const groups: Group<T>[] = [];
  for (const [at, member] of asked.entries()) {
    const weights = unit(weigh(documents[at] ?? new Set(), frequency, asked.length));
    const best = nearest(groups, weights);
    if (best) join(best, member, weights);
    else groups.push({ members: [member], sum: new Map(weights) });
  }
  return groups.map(({ members }) => members).toSorted((a, b) => b.length - a.length);
}

/** Of a question without any other word, the function words are all there is. */
function termsOf(question: string): string[] {
  const words = wordsOf(question);
  const content = words.filter((word) => !FUNCTION_WORDS.has(word));
  return (content.length > 0 ? content : words).map((word) => (LIGHT_WORDS.has(word) ? `~${stemOf(word)}` : stemOf(word)));
}

const weigh = (terms: ReadonlySet<string>, frequency: Weights, questions: number): Map<string, number> =>
  new Map([...terms].map((term) => [term, Math.log(1 + questions / (frequency.get(term) ?? 1)) * (term.startsWith("~") ? lightShare : 1)]));

function unit(weights: Map<string, number>): Map<string, number> {
  const length = Math.hypot(...weights.values()) || 1;
  return new Map([...weights].map(([term, weight]) => [term, weight / length]));
}

function nearest<T>(groups: readonly Group<T>[], weights: Weights): Group<T> | null {
  let [best, most]: [Group<T> | null, number] = [null, alike];
  for (const group of groups) {
    let product = 0;
    for (const [term, weight] of weights) product += weight * (group.sum.get(term) ?? 0);
    const cosine = product / (Math.hypot(...group.sum.values()) || 1);
    if (cosine >= most) [best, most] = [group, cosine];
  }
  return best;
}

function join<T>(group: Group<T>, member: T, weights: Weights): void {
  group.members.push(member);
  for (const [term, weight] of weights) group.sum.set(term, (group.sum.get(term) ?? 0) + weight);
}
