import { expect, test } from "vitest";
import { type Memory, nothing, type Pass, readMemory } from "#browser/conversation/device";
import { allPasses, goneBack, leftBehind } from "#browser/conversation/earlier";
import { emptyTranscript, type Transcript } from "#browser/conversation/transcript";

const pass = (id: string): Pass => ({ id, token: "t", expiresAt: "2026-11-22T10:00:00.000Z", renewal: "r" });
const at = "2026-11-22T09:00:00.000Z";
const inConversation = (id: string, earlier: Memory["earlier"] = []): Memory => ({ ...nothing, pass: pass(id), lastAt: at, earlier });
const said = (text: string): Transcript => ({ ...emptyTranscript, entries: [{ kind: "customer", key: "m", at, text }] });

test("a conversation that is left is kept with the customer's first words, newest first", () => {
  const one = leftBehind(inConversation("a"), said("How do I clean\nthe tank?"));
  const two = leftBehind({ ...inConversation("b"), earlier: one.earlier }, said("x".repeat(100)));
  expect(two).toMatchObject({ pass: null, unread: 0, outbox: [] });
  expect(two.earlier.map(({ pass: { id }, title }) => [id, title])).toEqual([
    ["b", `${"x".repeat(79)}…`],
    ["a", "How do I clean the tank?"],
  ]);
});

test("one in which nothing was said is not kept", () => {
  expect(leftBehind(inConversation("a"), emptyTranscript)).toEqual(nothing);
});

test("going back takes it off the list; what is not there cannot be gone back into", () => {
  const left = leftBehind(inConversation("a"), said("hello there"));
  expect(goneBack(left, "a")).toEqual({ ...nothing, pass: pass("a"), lastAt: at });
  expect(goneBack(left, "b")).toBeNull();
});

test("twenty are kept", () => {
  let memory: Memory = nothing;
  for (let n = 0; n < 30; n += 1) memory = leftBehind({ ...memory, pass: pass(`c${n}`) }, said("hello"));
  expect(memory.earlier).toHaveLength(20);
  expect(allPasses({ ...memory, pass: pass("now") })[0]?.id).toBe("now");
});

test("what an older widget stored is read, and what is no memory is not", () => {
  const old = { pass: pass("a"), outbox: [], wantsPerson: false, read: 3, lastAt: at };
  expect(readMemory(JSON.stringify(old))).toEqual({ ...old, unread: 0, identified: false, earlier: [] });
  expect(readMemory(JSON.stringify({ ...old, earlier: "x", unread: "y" }))).toMatchObject({ unread: 0, earlier: [] });
  expect(readMemory("{}")).toBeNull();
});
