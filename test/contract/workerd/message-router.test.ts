import { env } from "cloudflare:workers";
import { conversationPorts } from "#compose/conversation-ports";
import { messageRouterSuite } from "../message-router.ts";

messageRouterSuite("the router that is shipped", () => conversationPorts(env, () => {}).agents.router);
