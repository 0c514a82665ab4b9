/**
 * Finds the sections that speak of a question. A section is scored on its own words and on those of its article as a whole, and rises when
 * title or heading say the same as the question. An article is listed once, at its best section, unless more of it is asked for.
 */
import type { Passage } from "#domain/knowledge";
import type { IndexParts, Names } from "./index-parts.ts";
import { strengthIn, type Postings } from "./postings.ts";
import { readQuestion, type Concept } from "./question.ts";

export type SearchOptions = {
  /** Most passages returned; 5 by default. */
  limit?: number;
  /** Most sections of one article among them; 1 by default. */
  perArticle?: number;
};

/** How much of a section's score is its article's, [0, 1]. */
const ARTICLE_SHARE = 0.5;
/** How much a title that equals the question raises the score, as a share of it. */
const NAME_SHARE = 0.5;
const SORTED_AT_ONCE = 256;

/** Passages for the question, best first; none when no word of it is known. */
export function searchSections(index: IndexParts, question: string, { limit = 5, perArticle = 1 }: SearchOptions = {}): Passage[] {
  const concepts = readQuestion(index, question);
  const scores = scoreSections(index, concepts);
  return bestSections(index, scores, limit, perArticle).flatMap((at) => {
    const section = index.sections[at];
    if (section === undefined) return [];
    const { article, version, section: anchor, title, heading, text } = section;
    return [
      {
        article,
        version,
        section: anchor,
        title,
        heading,
        text,
        score: scores[at] ?? 0,
        coverage: coverageOf(index.bySection, concepts, at),
      },
    ];
  });
}

/** The section that speaks most of the concepts; `undefined` when none has a word of them. */
export function bestSection(index: IndexParts, concepts: readonly Concept[]): number | undefined {
  return bestSections(index, scoreSections(index, concepts), 1, 1)[0];
}

/** Score of every section, 0 where no word of the question stands. */
function scoreSections(index: IndexParts, concepts: readonly Concept[]): Float32Array {
  const bySection = scoreDocuments(index.bySection, concepts);
  const byArticle = scoreDocuments(index.byArticle, concepts);
  const asked = askedTerms(index, concepts);
  const titleLikeness = new Float32Array(index.articles).fill(-1);
  for (let section = 0; section < bySection.length; section += 1) {
    const own = bySection[section] ?? 0;
    if (own === 0) continue;
    const article = index.articleOf[section] ?? 0;
    if ((titleLikeness[article] ?? 0) < 0) titleLikeness[article] = likeness(index.titles, article, asked);
    const like = Math.max(titleLikeness[article] ?? 0, likeness(index.headings, section, asked));
    bySection[section] = ((1 - ARTICLE_SHARE) * own + ARTICLE_SHARE * (byArticle[article] ?? 0)) * (1 + NAME_SHARE * like);
  }
  return bySection;
}

function scoreDocuments(postings: Postings, concepts: readonly Concept[]): Float32Array {
  const scores = new Float32Array(postings.documents);
  const best = new Float32Array(postings.documents);
  for (const { meanings, idf } of concepts) {
    const touched: number[] = [];
    for (const { term, trust } of meanings) {
      const end = postings.start[term + 1] ?? 0;
      for (let at = postings.start[term] ?? 0; at < end; at += 1) {
        const document = postings.document[at] ?? 0;
        const gain = idf * trust * (postings.strength[at] ?? 0);
        if (best[document] === 0) touched.push(document);
        if (gain > (best[document] ?? 0)) best[document] = gain;
      }
    }
    for (const document of touched) {
      scores[document] = (scores[document] ?? 0) + (best[document] ?? 0);
      best[document] = 0;
    }
  }
  return scores;
}

type Asked = { share: Float32Array; weight: number };

/** What each term is worth to the question, by term, and what all of the question is worth. */
function askedTerms(index: IndexParts, concepts: readonly Concept[]): Asked {
  const share = new Float32Array(index.vocabulary.terms.length);
  let weight = 0;
  for (const { meanings, idf } of concepts) {
    weight += idf;
    for (const { term, trust } of meanings) share[term] = Math.max(share[term] ?? 0, idf * trust);
  }
  return { share, weight };
}

/** How alike a title and the question are, [0, 1]: Dice's coefficient of their words, weighted by idf. */
function likeness(names: Names, name: number, asked: Asked): number {
  let shared = 0;
  const end = names.start[name + 1] ?? 0;
  for (let at = names.start[name] ?? 0; at < end; at += 1) shared += asked.share[names.term[at] ?? 0] ?? 0;
  return shared === 0 ? 0 : Math.min(1, (2 * shared) / ((names.weight[name] ?? 0) + asked.weight));
}

function bestSections(index: IndexParts, scores: Float32Array, limit: number, perArticle: number): number[] {
  const best = new Map<number, number>();
  for (let section = 0; section < scores.length; section += 1) {
    const score = scores[section] ?? 0;
    if (score === 0) continue;
    const article = index.articleOf[section] ?? 0;
    const rival = best.get(article);
    if (rival === undefined || score > (scores[rival] ?? 0)) best.set(article, section);
  }
  const byScore = (a: number, b: number): number => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  const tops = firstOf([...best.values()], limit, byScore);
  if (perArticle <= 1) return tops;
  const articles = new Map(tops.map((section) => [index.articleOf[section] ?? 0, 0]));
  const sections = Array.from(scores.keys()).filter((section) => (scores[section] ?? 0) > 0 && articles.has(index.articleOf[section] ?? 0));
  const kept = sections.sort(byScore).filter((section) => {
    const article = index.articleOf[section] ?? 0;
    const count = articles.get(article) ?? 0;
    articles.set(article, count + 1);
    return count < perArticle;
  });
  return kept.slice(0, limit);
}

/** The first `count` items in order; sorts a few instead of all, because a question of common words matches every article. */
function firstOf(items: readonly number[], count: number, compare: (a: number, b: number) => number): number[] {
  const room = Math.max(SORTED_AT_ONCE, 4 * count);
  let first: number[] = [];
  for (let from = 0; from < items.length; from += room) first = [...first, ...items.slice(from, from + room)].sort(compare).slice(0, count);
  return first;
}

/** Share of the question's information that the document has words for, [0, 1]. */
function coverageOf(postings: Postings, concepts: readonly Concept[], document: number): number {
  let asked = 0;
  let spoken = 0;
  for (const { meanings, idf } of concepts) {
    asked += idf;
    spoken +=
      idf * meanings.reduce((most, { term, trust }) => (trust > most && strengthIn(postings, term, document) > 0 ? trust : most), 0);
  }
  return asked === 0 ? 0 : spoken / asked;
}
