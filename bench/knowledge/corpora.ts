/** What is searched in the measurement: the sample desk, a file of a person's choice, and as many invented short articles as are asked for. */
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { ArticleDraftSchema, type ArticleDraft } from "#contracts/articles";
import { explainFolder, readFolder } from "../../scripts/knowledge/folder.ts";

export type Corpus = { name: string; articles: ArticleDraft[] };

export async function sampleDesk(folder: string): Promise<Corpus> {
  const read = await readFolder(folder);
  if (!read.ok) throw new Error(explainFolder(read.error));
  return { name: "sample desk", articles: read.value.map(({ draft }) => draft) };
}

const DocumentSchema = z.object({ id: z.string(), title: z.string(), body: z.string() });

/** JSON lines `{id, title, body}`, also gzipped. Ids become what an article id may be; documents without text are left out. */
export async function documentsOf(file: string): Promise<Corpus> {
  const bytes = await readFile(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const documents = lines.map((line) => DocumentSchema.parse(JSON.parse(line))).filter(({ body }) => body.trim() !== "");
  const articles = documents.map(({ title, body }, n) =>
    ArticleDraftSchema.parse({ id: `document-${n}`, title: title.slice(0, 200), body: body.slice(0, 200_000) }),
  );
  return { name: "documents", articles };
}

/** Short articles of a company that sells everything: two sections, about 90 words, drawn from a vocabulary as uneven as a language's. */
export function inventedArticles(count: number): Corpus {
  const random = seeded(20_261_122);
  const vocabulary = Array.from({ length: 6_000 }, (_, n) => wordNumber(n));
  // Zipf's law: the n-th word is drawn about 1/n as often as the first.
  const word = (): string => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? "tram";
  const words = (many: number): string => Array.from({ length: many }, word).join(" ");
  const articles = Array.from({ length: count }, (_, n) =>
    ArticleDraftSchema.parse({ id: `article-${n}`, title: words(6), body: `${words(40)}.\n\n## ${words(3)}\n\n${words(50)}.` }),
  );
  return { name: "invented", articles };
}

/** Pronounceable and different for every n. */
function wordNumber(n: number): string {
  const syllables = ["ba", "de", "ki", "lo", "mu", "ne", "pa", "ri", "so", "tu", "va", "ze", "gor", "len", "mip", "tar"];
  const digits = [n % 16, Math.floor(n / 16) % 16, Math.floor(n / 256) % 16, 5];
  return digits.map((digit) => syllables[digit]).join("");
}

/** Numbers in [0, 1), the same on every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
