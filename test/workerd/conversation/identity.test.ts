/** Who the customer is: verified at the edge, kept by the conversation, told in its log, and never somebody else's. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { ConversationExportSchema, ConversationStartedSchema } from "#contracts/conversations";
import { signIdentity } from "#http/identity-tokens";
import { ask, askAsOperator, conversationOf, eventsOf, refusalOf, startConversation, storyOf } from "../desk.ts";

const mara = { subject: "vn-1001", name: "Mara Velde", email: "mara.velde@mail.example" };
const ilya = { subject: "vn-1002", name: "Ilya Brandt", email: null };
const key = env.IDENTITY_KEY ?? "";
const signed = (identity: typeof mara | typeof ilya) => signIdentity(identity, key, Date.now());

const begin = async (identity: string) => ask("/v1/conversations", { method: "POST", body: { identity } });
const say = async (visitor: { id: string; token: string }, identity: string) =>
  ask(`/v1/conversations/${visitor.id}/identity`, { method: "POST", token: visitor.token, body: { identity } });

test("a conversation begins with its customer, who stands in the log, in the export and for whoever asks", async () => {
  const visitor = ConversationStartedSchema.parse(await (await begin(await signed(mara))).json());
  expect(await storyOf(visitor)).toEqual(["conversation.started", "customer.identified"]);
  expect((await eventsOf(visitor))[1]?.event).toEqual({ type: "customer.identified", ...mara, verified: true });
  expect(await conversationOf(visitor).customer()).toEqual({ ok: true, value: mara });
  const kept = ConversationExportSchema.parse(await (await askAsOperator(`/v1/conversations/${visitor.id}/export`)).json());
  expect(kept.customer).toEqual(mara);
});

test("an identity that does not hold begins no conversation", async () => {
  expect(await refusalOf(await begin("not.a.jwt"))).toEqual({ status: 401, code: "invalid_identity" });
  const old = await signIdentity(mara, key, Date.now() - 7_200_000);
  expect(await refusalOf(await begin(old))).toEqual({ status: 401, code: "expired_identity" });
});

test("a running conversation learns its customer once, and again when the name has changed", async () => {
  const visitor = await startConversation();
  expect((await say(visitor, await signed(mara))).status).toBe(200);
  expect((await say(visitor, await signed(mara))).status).toBe(200);
  expect((await say(visitor, await signed({ ...mara, name: "Mara Velde-Roos" }))).status).toBe(200);
  expect(await storyOf(visitor)).toEqual(["conversation.started", "customer.identified", "customer.identified"]);
  expect(await conversationOf(visitor).customer()).toMatchObject({ value: { name: "Mara Velde-Roos" } });
});

test("a conversation never passes to another customer, and no stranger names its customer", async () => {
  const visitor = await startConversation();
  await say(visitor, await signed(mara));
  expect(await refusalOf(await say(visitor, await signed(ilya)))).toEqual({ status: 409, code: "identity_conflict" });
  expect(await conversationOf(visitor).customer()).toMatchObject({ value: { subject: "vn-1001" } });
  const stranger = await startConversation();
  const taken = await say({ id: visitor.id, token: stranger.token }, await signed(mara));
  expect(await refusalOf(taken)).toEqual({ status: 403, code: "foreign_conversation" });
});

test("an erased conversation knows no customer", async () => {
  const visitor = ConversationStartedSchema.parse(await (await begin(await signed(mara))).json());
  await ask(`/v1/conversations/${visitor.id}`, { method: "DELETE", token: visitor.token });
  expect(await conversationOf(visitor).customer()).toMatchObject({ ok: false });
});

test("the demo shop signs for its sample customers only", async () => {
  const signIn = (customer: string) => ask("/demo/sign-in", { method: "POST", body: { customer } });
  const { identity } = await (await signIn("vn-1001")).json<{ identity: string }>();
  expect((await begin(identity)).status).toBe(201);
  expect(await refusalOf(await signIn("vn-9999"))).toEqual({ status: 400, code: "invalid_request" });
});
