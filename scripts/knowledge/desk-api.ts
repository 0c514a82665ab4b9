/**
 * The running desk, as this command sees it: its operator routes over HTTP. Every answer is parsed. Failures are sentences that name the
 * desk and what it said; none ever shows the token.
 */
import type { z } from "zod";
import {
  ArticleImportReportSchema,
  ArticleListSchema,
  SearchAnswerSchema,
  type ArticleDraft,
  type ArticleImportReport,
  type ArticleSummary,
} from "#contracts/articles";
import { ProblemSchema } from "#contracts/problem";
import { VectorsQueuedSchema, VectorStateSchema } from "#contracts/vectors";

/** A sentence for the person; everything else that is thrown is a defect. */
export class DeskError extends Error {}

/** Null: the desk finds by words alone. */
export type Vectors = z.infer<typeof VectorStateSchema>["vectors"];

export type Search = z.infer<typeof SearchAnswerSchema>;

export class DeskApi {
  private readonly url: string;
  private readonly token: string;
  private readonly signal: AbortSignal | undefined;

  /** `url`: scheme and host, such as "http://localhost:8787". */
  constructor({ url, token, signal }: { url: string; token: string; signal?: AbortSignal | undefined }) {
    this.url = url.replace(/\/+$/, "");
    this.token = token;
    this.signal = signal;
  }

  async list(): Promise<ArticleSummary[]> {
    return (await this.ask("GET", "/v1/articles", ArticleListSchema)).articles;
  }

  import(change: { articles: readonly ArticleDraft[]; remove: readonly string[] }): Promise<ArticleImportReport> {
    return this.ask("POST", "/v1/articles/import", ArticleImportReportSchema, change);
  }

  search(question: string, limit: number): Promise<Search> {
    return this.ask("GET", `/v1/search?${new URLSearchParams({ q: question, limit: String(limit) }).toString()}`, SearchAnswerSchema);
  }

  async vectors(): Promise<Vectors> {
    return (await this.ask("GET", "/v1/vectors", VectorStateSchema)).vectors;
  }

  /** Sends what is unfinished on its way. @returns the number of articles. */
  async resumeVectors(): Promise<number> {
    return (await this.ask("POST", "/v1/vectors", VectorsQueuedSchema)).queued;
  }

  /** Any of the operator's routes. `ifMatch`: the version that a change is meant for. */
  async ask<T>(method: string, path: string, answer: z.ZodType<T>, body?: object, ifMatch?: string): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
      },
      // A redirect could carry the token to another host.
      redirect: "manual",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(this.signal === undefined ? {} : { signal: this.signal }),
    }).catch((error: unknown) => {
      throw new DeskError(`No desk answers at ${this.url} (${reasonOf(error)}). Is it running? npm start`);
    });
    const text = await response.text();
    if (!response.ok) throw new DeskError(`The desk at ${this.url} refused ${method} ${path}: ${refusal(response.status, text)}`);
    const parsed = answer.safeParse(json(text));
    if (!parsed.success) throw new DeskError(`What answers at ${this.url}${path} is no Edgedesk, or one of another version.`);
    return parsed.data;
  }
}

function refusal(status: number, text: string): string {
  const problem = ProblemSchema.safeParse(json(text));
  if (!problem.success) return `status ${status}`;
  const { title, detail, code } = problem.data;
  return `${detail === undefined ? title : `${title}: ${detail}`} (${code}, ${status})`;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** fetch says "fetch failed" and keeps the reason in `cause`. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
