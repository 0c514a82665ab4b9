/** The router agent: what does the customer want, in which language and mood, and do they ask for a person? */
import { z } from "zod";
import { RoutingSchema } from "#domain/routing";
import type { MessageRouter } from "#ports/message-router";
import type { Agent } from "../agent.ts";
import { policies } from "../policies.ts";
import { DispositionSchema, dispositionOf } from "./disposition.ts";

export const RouterInputSchema = z.object({ text: z.string() });

export const RoutedSchema = RoutingSchema.extend({ disposition: DispositionSchema });
export type Routed = z.infer<typeof RoutedSchema>;

export type RouterPorts = { router: MessageRouter };

export const routerAgent: Agent<z.infer<typeof RouterInputSchema>, Routed, RouterPorts> = {
  name: "router",
  description: "Classifies a message: intents with confidence, language, sentiment, and an explicit wish for a person.",
  effect: "read",
  input: RouterInputSchema,
  output: RoutedSchema,
  policy: policies.router,
  rungs: [
    {
      name: "embedded",
      async run({ text }, { router }, { status }) {
        status("routing");
        const routing = await router.route(text);
        return { ...routing, disposition: dispositionOf(routing, router.handoffIntents) };
      },
    },
  ],
};
