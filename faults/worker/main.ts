/**
 * The campaign's Worker: the product, composed with ports that fail (`wrangler deploy --alias` puts the files beside this one in the place of the
 * product's own), and a route of its own for what only a campaign does. Never deployed.
 */
import product from "../../src/index.ts";
import { Conversation as ProductConversation } from "#conversation/conversation";
import { objectAwake } from "./aborts.ts";
import { takenOver } from "./take-overs.ts";

// Every class that the platform runs; the one below takes the place of its namesake.
export * from "../../src/index.ts";

export class Conversation extends ProductConversation {
  readonly #id: string;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    objectAwake(context.id.name ?? "", context);
    this.#id = context.id.name ?? "";
  }

  override async takeOver(...asked: Parameters<ProductConversation["takeOver"]>): ReturnType<ProductConversation["takeOver"]> {
    const taken = await super.takeOver(...asked);
    takenOver(this.#id);
    return taken;
  }
}

/** A person takes a conversation over, or gives it back, without a ticket in between: POST /campaign/<conversation>/<verb>. */
async function operatorRoute(url: URL, env: Env): Promise<Response> {
  const [, , conversation = "", verb] = url.pathname.split("/");
  const client = env.CONVERSATIONS.getByName(conversation);
  const outcome = verb === "take-over" ? await client.takeOver("Ada") : await client.giveBack("Ada");
  return Response.json(outcome, { status: outcome.ok ? 200 : 409 });
}

export default {
  ...product,
  fetch: (request, env, context) => {
    const url = new URL(request.url);
    return url.pathname.startsWith("/campaign/") ? operatorRoute(url, env) : product.fetch(request, env, context);
  },
} satisfies ExportedHandler<Env>;
