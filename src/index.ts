/** The Worker: its entrances (HTTP, queue, clock, and the classes that the platform runs), each wired to its shell. */
import { escalationPorts } from "#compose/escalation-ports";
import { deskPorts } from "#compose/desk-ports";
import { ingestionPorts } from "#compose/ingestion-ports";
import { scheduledPorts } from "#compose/scheduled-ports";
import { consumeHandoffs } from "#escalation/consume-handoffs";
import { keepDeadLetters } from "#escalation/keep-dead-letters";
import { createApp } from "#http/app";
import { consumeArticles, noteGivenUp } from "#ingestion/consume-articles";
import { jobs } from "#scheduled/jobs";
import { runJobs } from "#scheduled/run-jobs";

export { AddressDay } from "#models/address-day";
export { AlertDesk } from "#alerts/alert-desk";
export { Conversation } from "#conversation/conversation";
export { FactsCollector } from "#outbox/facts-collector";
export { FiguresShard } from "#figures/figures-shard";
export { HandoffWorkflow } from "#escalation/handoff-workflow";
export { Inbox } from "#inbox/inbox";
export { ProviderHealth } from "#models/provider-health";
export { Spending } from "#models/spending";

const app = createApp(deskPorts);

const escalation = (env: Env, context: ExecutionContext) => escalationPorts(env, (work) => context.waitUntil(work));
const ingestion = (env: Env, context: ExecutionContext) => ingestionPorts(env, (work) => context.waitUntil(work));

/** By the beginnings of their names, which wrangler.toml gives them in every environment; dead-letter queues come first, because theirs are longer. */
const consumers: readonly (readonly [string, ExportedHandlerQueueHandler<Env>])[] = [
  ["edgedesk-handoffs-dead", (batch, env, context) => keepDeadLetters(batch, escalation(env, context))],
  ["edgedesk-handoffs", (batch, env, context) => consumeHandoffs(batch, escalation(env, context))],
  ["edgedesk-articles-dead", (batch, env, context) => noteGivenUp(batch, ingestion(env, context))],
  ["edgedesk-articles", (batch, env, context) => consumeArticles(batch, ingestion(env, context))],
];

export default {
  fetch: (request, env, context) => app.fetch(request, env, context),
  queue: async (batch, env, context) => {
    const [, consume] = consumers.find(([beginning]) => batch.queue.startsWith(beginning)) ?? [];
    if (!consume) throw new Error(`nobody consumes the queue ${batch.queue}`);
    await consume(batch, env, context);
  },
  scheduled: (controller, env, context) =>
    runJobs(
      jobs,
      controller.scheduledTime,
      scheduledPorts(env, (work) => context.waitUntil(work)),
    ),
} satisfies ExportedHandler<Env>;
