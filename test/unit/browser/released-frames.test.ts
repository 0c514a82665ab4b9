/** During a deploy two versions are at work: what objects of the first release send is read by today's pages, and what today's objects send beyond that is passed over by pages of the first release. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { readFrame } from "#browser/wire/frames";
import { ServerFrameSchema } from "#contracts/frames";

const lines = readFileSync(join(import.meta.dirname, "../../fixtures/wire/v1-server-frames.jsonl"), "utf8")
  .trim()
  .split("\n");
const TypeSchema = z.object({ type: z.string(), event: z.object({ type: z.string() }).optional() });
const nameOf = (line: string): string => {
  const { type, event } = TypeSchema.parse(JSON.parse(line));
  return event?.type ?? type;
};

test.each(lines.map((line) => [nameOf(line), line] as const))(
  "a %s of the first release is read by today's contract and by today's page",
  (_name, line) => {
    expect(ServerFrameSchema.safeParse(JSON.parse(line)).error).toBeUndefined();
    expect(readFrame(line)).not.toBeNull();
  },
);

test("the fixture has every kind of frame that the first release sent", () => {
  expect(new Set(lines.map((line) => TypeSchema.parse(JSON.parse(line)).type))).toEqual(
    new Set(["event", "ack", "ready", "status", "delta", "typing", "error"]),
  );
});

test("fields that a later release adds do no harm, and frames that it adds are passed over", () => {
  for (const line of lines) expect(readFrame(line.replace(/^\{/, '{"later":{"nested":[1]},'))).not.toBeNull();
  expect(readFrame('{"v":1,"type":"of-a-later-release","anything":1}')).toBeNull();
});
