import { beforeEach, expect, test } from "vitest";
import { StatusWriter } from "#conversation/status-writer";
import { ManualClock } from "../../fakes/manual-clock.ts";

let clock: ManualClock;
let sent: string[];
let statuses: StatusWriter;

beforeEach(() => {
  clock = new ManualClock("2026-11-22T10:00:00Z");
  sent = [];
  statuses = new StatusWriter(clock, (phase) => sent.push(phase));
});

test("the first phase is told at once, and what another replaces at once never", () => {
  statuses.write("routing");
  expect(sent).toEqual(["routing"]);
  statuses.write("searching");
  statuses.write("writing");
  clock.advance(19);
  expect(sent).toEqual(["routing"]);
  clock.advance(1);
  expect(sent).toEqual(["routing", "writing"]);
});

test("a phase that goes on changing is told when it has settled", () => {
  statuses.write("routing");
  statuses.write("searching");
  clock.advance(15);
  statuses.write("writing");
  clock.advance(5);
  expect(sent).toEqual(["routing"]);
  clock.advance(15);
  expect(sent).toEqual(["routing", "writing"]);
});

test("each phase that lasts is told once", () => {
  for (const phase of ["routing", "searching", "writing"] as const) {
    statuses.write(phase);
    clock.advance(500);
  }
  statuses.write("writing");
  clock.advance(500);
  expect(sent).toEqual(["routing", "searching", "writing"]);
});

test("a turn that goes back to the phase that was told last tells nothing", () => {
  statuses.write("searching");
  statuses.write("routing");
  statuses.write("searching");
  clock.advance(100);
  expect(sent).toEqual(["searching"]);
});

test("with the first piece of text nothing is told any more", () => {
  statuses.write("routing");
  statuses.write("writing");
  statuses.close();
  statuses.write("searching");
  clock.advance(100);
  expect(sent).toEqual(["routing"]);
});
