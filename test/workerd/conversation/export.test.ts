import { beforeAll, expect, test } from "vitest";
import { ConversationExportSchema } from "#contracts/conversations";
import { ask, askAsOperator, conversationOf, eventsOf, knowTrams, refusalOf, startConversation } from "../desk.ts";
import { join } from "../visitor-socket.ts";

beforeAll(knowTrams);

test("an export has everything: log, turns, journal and handoffs; and only the operator gets it", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send({ type: "message", id: "m1", text: "How do I get a refund for a late tram?" });
  await socket.event("answer.completed");
  await conversationOf(visitor).requestHandoff();
  const path = `/v1/conversations/${visitor.id}/export`;
  const exported = ConversationExportSchema.parse(await (await askAsOperator(path)).json());
  expect(exported.events.slice(0, 3)).toEqual((await eventsOf(visitor)).slice(0, 3));
  expect(exported.turns).toMatchObject([{ message: "m1", status: "done", starts: 1 }]);
  expect(exported.runs[0]?.steps.map(({ step }) => step).toSorted()).toEqual(["knowledge", "resolution", "router"]);
  expect(exported.handoffs).toMatchObject([{ handoff: `${visitor.id}-h1`, reason: "button" }]);
  expect(await refusalOf(await ask(path, { token: visitor.token }))).toMatchObject({ status: 401 });
});

test("of what is erased there is nothing to export", async () => {
  const visitor = await startConversation();
  await conversationOf(visitor).erase();
  expect(await refusalOf(await askAsOperator(`/v1/conversations/${visitor.id}/export`))).toEqual({ status: 404, code: "not_found" });
});
