/** Who works here. The plan refers to agents by these names; `GET /v1/agents` shows them with their contracts. */
import type { AnyAgent } from "./agent.ts";
import { escalationAgent, type EscalationPorts } from "./escalation/escalation.ts";
import { type KnowledgePorts, knowledgeAgent } from "./knowledge/knowledge.ts";
import { registered } from "./ladder.ts";
import { resolutionAgent, type ResolutionPorts } from "./resolution/resolution.ts";
import { type RouterPorts, routerAgent } from "./router/router.ts";

/** Everything that an agent of this registry names as a port. */
export type AgentPorts = RouterPorts & KnowledgePorts & ResolutionPorts & EscalationPorts;

export const registry: ReadonlyMap<string, AnyAgent<AgentPorts>> = new Map<string, AnyAgent<AgentPorts>>([
  [routerAgent.name, registered(routerAgent)],
  [knowledgeAgent.name, registered(knowledgeAgent)],
  [resolutionAgent.name, registered(resolutionAgent)],
  [escalationAgent.name, registered(escalationAgent)],
]);
