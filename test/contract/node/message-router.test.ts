import { smallRouter } from "../../fakes/small-router.ts";
import { messageRouterSuite } from "../message-router.ts";

messageRouterSuite("a router over a handful of examples", () => smallRouter());
