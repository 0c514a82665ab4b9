/** The Worker: its entrances (HTTP, queue, clock, and the classes that the platform runs), each wired to its shell. */
import { escalationPorts } from "#compose/escalation-ports";
import { deskPorts } from "#compose/desk-ports";
import { scheduledPorts } from "#compose/scheduled-ports";
import { consumeHandoffs } from "#escalation/consume-handoffs";
import { keepDeadLetters } from "#escalation/keep-dead-letters";
import { createApp } from "#http/app";
import { jobs } from "#scheduled/jobs";
import { runJobs } from "#scheduled/run-jobs";

export { Conversation } from "#conversation/conversation";
export { HandoffWorkflow } from "#escalation/handoff-workflow";
export { ProviderHealth } from "#models/provider-health";
export { Spending } from "#models/spending";

const app = createApp(deskPorts);

/** As wrangler.toml names them, in every environment. */
const deadLetterQueues = "edgedesk-handoffs-dead";

export default {
  fetch: (request, env, context) => app.fetch(request, env, context),
  queue: (batch, env) => (batch.queue.startsWith(deadLetterQueues) ? keepDeadLetters : consumeHandoffs)(batch, escalationPorts(env)),
  scheduled: (controller, env) => runJobs(jobs, controller.scheduledTime, scheduledPorts(env)),
} satisfies ExportedHandler<Env>;
