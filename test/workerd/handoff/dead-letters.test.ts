import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, onTestFinished, test, vi } from "vitest";
import { type DeadLetter, DeadLetterListSchema, DeadLetterSchema } from "#contracts/dead-letters";
import worker from "#index";
import { ask, askAsOperator, refusalOf, startConversation, type Visitor } from "../desk.ts";

const messageOf = (visitor: Visitor) => ({ v: 1, handoff: `${visitor.id}-h1`, conversation: visitor.id, trace: null });

async function giveUp(bodies: readonly unknown[]) {
  const messages = bodies.map((body, n) => ({ id: `d${n}`, timestamp: new Date(), attempts: 1, body }));
  const batch = createMessageBatch("edgedesk-handoffs-dead-local", messages);
  const context = createExecutionContext();
  await worker.queue(batch, env, context);
  return getQueueResult(batch, context);
}

async function deadLettersOf(visitor: Visitor): Promise<DeadLetter[]> {
  const { deadLetters } = DeadLetterListSchema.parse(await (await askAsOperator("/v1/dead-letters")).json());
  return deadLetters.filter(({ conversation }) => conversation === visitor.id);
}

test("what the queue has given up is shown to the operator, once for each handoff, and nobody else sees it", async () => {
  const visitor = await startConversation();
  const { explicitAcks } = await giveUp([messageOf(visitor), messageOf(visitor), { v: 9 }]);
  expect(explicitAcks).toHaveLength(3);
  expect(await deadLettersOf(visitor)).toMatchObject([{ handoff: `${visitor.id}-h1`, deaths: 2, replayedAt: null }]);
  expect(await refusalOf(await ask("/v1/dead-letters"))).toMatchObject({ status: 401 });
});

test("a dead letter is sent again, and dies again as the same row", async () => {
  const sent: unknown[] = [];
  const send = vi.spyOn(env.HANDOFFS, "send").mockImplementation(async (body) => {
    sent.push(body);
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  });
  onTestFinished(() => send.mockRestore());
  const visitor = await startConversation();
  await giveUp([messageOf(visitor)]);
  const [letter] = await deadLettersOf(visitor);
  const response = await askAsOperator(`/v1/dead-letters/${letter?.id}/replay`, { method: "POST" });
  expect(response.status).toBe(202);
  expect(DeadLetterSchema.parse(await response.json()).replayedAt).not.toBeNull();
  expect(sent).toEqual([messageOf(visitor)]);
  await giveUp([messageOf(visitor)]);
  expect(await deadLettersOf(visitor)).toMatchObject([{ id: letter?.id, deaths: 2, replayedAt: null }]);
});

test("there is no dead letter 0, and asking for it harms nothing", async () => {
  const response = await askAsOperator("/v1/dead-letters/0/replay", { method: "POST" });
  expect(await refusalOf(response)).toEqual({ status: 404, code: "not_found" });
});

test("erasing a conversation takes its dead letters along", async () => {
  const visitor = await startConversation();
  await giveUp([messageOf(visitor)]);
  expect((await ask(`/v1/conversations/${visitor.id}`, { method: "DELETE", token: visitor.token })).status).toBe(204);
  expect(await deadLettersOf(visitor)).toEqual([]);
});
