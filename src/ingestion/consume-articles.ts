/**
 * The consumer of articles whose vectors are to be made. A batch is worked off in one go; when that fails, each article by itself, so that one that cannot be embedded does not hold up
 * the others. What fails comes again, later and later; what is given up in the end is noted (`noteGivenUp`). Without an embedding model there is nothing to do.
 */
import type { FindingPorts } from "#compose/finding-ports";
import { ArticleMessageSchema } from "#contracts/vectors";
import { ModelFailure } from "#ports/models";
import type { Telemetry } from "#ports/telemetry";
import { makeVectors } from "./make-vectors.ts";

/** The part of a queue's batch that is used. */
export type ArticleBatch = {
  readonly messages: readonly {
    readonly body: unknown;
    readonly attempts: number;
    ack(): void;
    retry(options: { delaySeconds: number }): void;
  }[];
};

export type IngestionPorts = { finding: FindingPorts | null; telemetry: Telemetry };

/** As long as an open breaker, and then longer. Seconds. */
const retryDelayS = (attempts: number): number => Math.min(300, 5 * 2 ** Math.min(attempts, 6));

export async function consumeArticles(batch: ArticleBatch, { finding, telemetry }: IngestionPorts): Promise<void> {
  const asked = readable(batch, telemetry);
  if (!finding) return asked.forEach(({ message }) => message.ack());
  const together = await attempt([...new Set(asked.map(({ article }) => article))], finding, telemetry, asked.length === 1);
  if (together) return asked.forEach(({ message }) => message.ack());
  for (const { article, message } of asked) {
    if (asked.length > 1 && (await attempt([article], finding, telemetry, true))) message.ack();
    else message.retry({ delaySeconds: retryDelayS(message.attempts) });
  }
}

/** The consumer of the dead-letter queue: the desk says from then on that these articles are found by their words alone. */
export async function noteGivenUp(batch: ArticleBatch, { finding, telemetry }: IngestionPorts): Promise<void> {
  for (const { article, message } of readable(batch, telemetry)) {
    try {
      await finding?.books.gaveUp(article);
      telemetry.log("error", "vectors.given_up", { code: article });
      message.ack();
    } catch (error) {
      telemetry.log("warn", "vectors.not_noted", { reason: nameOf(error) });
      message.retry({ delaySeconds: retryDelayS(message.attempts) });
    }
  }
}

type Asked = { article: string; message: ArticleBatch["messages"][number] };

/** A message that nobody can read is logged and let go: the books still know what is missing. */
function readable(batch: ArticleBatch, telemetry: Telemetry): Asked[] {
  return batch.messages.flatMap((message) => {
    const body = ArticleMessageSchema.safeParse(message.body);
    if (body.success) return [{ article: body.data.article, message }];
    telemetry.log("error", "vectors.unreadable", { attempt: message.attempts });
    message.ack();
    return [];
  });
}

async function attempt(articles: readonly string[], finding: FindingPorts, telemetry: Telemetry, isLast: boolean): Promise<boolean> {
  try {
    const work = () => makeVectors(articles, finding);
    const { made, removed } = await telemetry.span("process edgedesk-articles", { count: articles.length }, work, { kind: "consumer" });
    telemetry.log("info", "vectors.made", { count: made, outcome: removed === 0 ? "done" : "done_and_removed" });
    return true;
  } catch (error) {
    if (isLast) telemetry.log("warn", "vectors.failed", { count: articles.length, reason: nameOf(error) });
    return false;
  }
}

const nameOf = (error: unknown): string => (error instanceof ModelFailure ? error.reason : error instanceof Error ? error.name : "unknown");
