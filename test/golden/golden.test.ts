/** Every golden conversation of `support/golden`, held twice with the real Worker in workerd: what an adopter would notice first. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConversations } from "../../eval/golden/conversations.ts";
import { articleIds, type GoldenDesk, openDesk } from "../../eval/golden/desk.ts";
import { holdConversation } from "../../eval/golden/hold-conversation.ts";
import { inRepository } from "../../scripts/repository.ts";

const conversations = readConversations(inRepository("support", "golden"), await articleIds());

let desk: GoldenDesk | undefined;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.stop());

const times = ["once", "twice"];

test.concurrent.each(conversations.map((one) => [one.name, one] as const))("%s", async (_name, conversation) => {
  for (const time of times) {
    const { why } = await holdConversation(desk?.url ?? "", conversation);
    expect(why, `${conversation.file}:${conversation.line}, held ${time}`).toBeNull();
  }
});
