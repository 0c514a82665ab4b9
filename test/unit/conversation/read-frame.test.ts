import fc from "fast-check";
import { expect, test } from "vitest";
import { maxFrameBytes } from "#contracts/frames";
import { problems } from "#contracts/problem";
import { readFrame } from "#conversation/read-frame";

const turn = `${"0".repeat(32)}-t1`;
const codeOf = (data: Parameters<typeof readFrame>[0]): string => {
  const frame = readFrame(data);
  return frame.ok ? "ok" : frame.error.reason;
};
const coded = (frame: unknown): string => codeOf(JSON.stringify(frame));

test.each([
  { v: 1, type: "message", id: "m-1", text: "hello" },
  { v: 1, type: "resume", after: 0 },
  { v: 1, type: "handoff" },
  { v: 1, type: "feedback", turn, rating: "up" },
  { v: 1, type: "feedback", turn, rating: "down", reason: "wrong" },
  { v: 1, type: "typing" },
  { v: 1, type: "stop", turn },
])("a $type frame is read as it was sent", (frame) => {
  expect(readFrame(JSON.stringify(frame))).toEqual({ ok: true, value: frame });
});

test.each<[string, Parameters<typeof readFrame>[0], string]>([
  ["no JSON", "{", "malformed_frame"],
  ["nothing", "", "malformed_frame"],
  ["bytes", new TextEncoder().encode('{"v":1,"type":"handoff"}'), "malformed_frame"],
  ["a number", "1", "unknown_frame"],
  ["null", "null", "unknown_frame"],
  ["an array", "[]", "unknown_frame"],
  ["an empty object", "{}", "wrong_version"],
  ["no version", '{"type":"message","id":"m","text":"x"}', "wrong_version"],
  ["another version", '{"v":2,"type":"message","id":"m","text":"x"}', "wrong_version"],
  ["a version as text", '{"v":"1","type":"handoff"}', "wrong_version"],
  ["no kind", '{"v":1}', "unknown_frame"],
  ["an unknown kind", '{"v":1,"type":"event"}', "unknown_frame"],
  ["a kind of Object.prototype", '{"v":1,"type":"constructor"}', "unknown_frame"],
  ["a message without text", '{"v":1,"type":"message","id":"m"}', "invalid_request"],
  ["an id with a space", '{"v":1,"type":"message","id":"a b","text":"x"}', "invalid_request"],
  ["an id that is too long", `{"v":1,"type":"message","id":"${"a".repeat(65)}","text":"x"}`, "invalid_request"],
  ["a field too many", '{"v":1,"type":"handoff","reason":"x"}', "invalid_request"],
  ["a cursor below nothing", '{"v":1,"type":"resume","after":-1}', "invalid_request"],
  ["a cursor that is a fraction", '{"v":1,"type":"resume","after":0.5}', "invalid_request"],
  ["a turn that is none", '{"v":1,"type":"stop","turn":"t1"}', "invalid_request"],
  ["65,537 bytes", " ".repeat(maxFrameBytes + 1), "frame_too_large"],
  ["fewer units but more bytes", "€".repeat(maxFrameBytes / 3 + 1), "frame_too_large"],
])("%s is refused as %s", (_case, data, code) => {
  expect(codeOf(data)).toBe(code);
});

test("a message of the largest size fits into a frame, even with every character escaped", () => {
  expect(coded({ v: 1, type: "message", id: "a".repeat(64), text: "\n".repeat(16_000) })).toBe("ok");
});

test("a refusal names the message that was refused, where one can be made out", () => {
  expect(readFrame('{"v":1,"type":"message","id":"m-7"}')).toMatchObject({ error: { id: "m-7" } });
  expect(readFrame('{"v":3,"type":"message","id":"m-7"}')).toMatchObject({ error: { id: "m-7" } });
  expect(readFrame(`{"v":1,"type":"message","id":${"[".repeat(50)}${"]".repeat(50)}}`)).not.toHaveProperty("error.id");
});

const shape = fc.record(
  {
    v: fc.constantFrom(1, 1, 1, 2, "1", null),
    type: fc.constantFrom("message", "resume", "handoff", "feedback", "typing", "stop", "event", "__proto__", null),
    id: fc.oneof(fc.string(), fc.jsonValue()),
    text: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
    after: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
    turn: fc.oneof(fc.constant(turn), fc.jsonValue()),
    rating: fc.constantFrom("up", "down", "sideways"),
    ["__proto__"]: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

test("nothing that a client can send throws, and every refusal has a public code and words", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    shape.map((frame) => JSON.stringify(frame)),
    fc.uint8Array(),
  );
  fc.assert(
    fc.property(anything, (data) => {
      const frame = readFrame(data);
      return frame.ok || (frame.error.reason in problems && frame.error.detail !== "");
    }),
    { numRuns: 5_000 },
  );
});
