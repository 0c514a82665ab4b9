/** The Worker: three entrances (HTTP, queue, and the classes that the platform runs), each wired to its shell. */
import { escalationPorts } from "#compose/escalation-ports";
import { deskPorts } from "#compose/desk-ports";
import { consumeHandoffs } from "#escalation/consume-handoffs";
import { keepDeadLetters } from "#escalation/keep-dead-letters";
import { createApp } from "#http/app";

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
} satisfies ExportedHandler<Env>;
