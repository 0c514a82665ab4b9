/** The way to the workers that make vectors, over Cloudflare Queues: a hundred messages a batch, which is what the platform takes. */
import { chunked } from "#adapters/vectors/chunked";
import type { ArticleMessage } from "#contracts/vectors";
import type { ArticleQueue } from "#ports/vectors";

const SENT_AT_ONCE = 100;

export const workersArticleQueue = (queue: Queue<ArticleMessage>): ArticleQueue => ({
  send: async (articles) => {
    for (const some of chunked(articles, SENT_AT_ONCE)) await queue.sendBatch(some.map((article) => ({ body: { v: 1, article } })));
  },
});
