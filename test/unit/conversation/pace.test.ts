import { expect, test } from "vitest";
import { type ServerFrame, ServerFrameSchema } from "#contracts/frames";
import { Audience } from "#conversation/audience";
import { Pace, paceLimits } from "#conversation/pace";
import { Records } from "#conversation/records";
import { Replay } from "#conversation/replay";
import type { Socket } from "#conversation/socket";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { silentTelemetry } from "../../fakes/silent-telemetry.ts";
import { SeededRandomness } from "../../fakes/seeded-randomness.ts";
import { SqliteStorage } from "../../simulation/sqlite-storage.ts";

const kilobyte = "x".repeat(1_024);

/** A socket that keeps what it was sent. */
class RecordingSocket implements Socket {
  readonly id = "s1";
  state: unknown = null;
  sent: string[] = [];
  closedWith: number | null = null;

  setState(state: unknown): void {
    this.state = state;
  }

  send(text: string): void {
    if (this.closedWith !== null) throw new Error("closed");
    this.sent.push(text);
  }

  close(code: number): void {
    this.closedWith ??= code;
  }

  get characters(): number {
    return this.sent.reduce((sum, text) => sum + text.length, 0);
  }

  frames<T extends ServerFrame["type"]>(type: T): Extract<ServerFrame, { type: T }>[] {
    const isWanted = (frame: ServerFrame): frame is Extract<ServerFrame, { type: T }> => frame.type === type;
    return this.sent.flatMap((text) => (text.startsWith("{") ? [ServerFrameSchema.parse(JSON.parse(text))] : [])).filter(isWanted);
  }
}

const pace = () => ({ socket: new RecordingSocket(), pace: new Pace(new SeededRandomness(1)) });

test("a reader that answers every mark is told without end", () => {
  const { socket, pace: one } = pace();
  for (let i = 0; i < 4_000; i++) {
    expect(one.send(socket, kilobyte)).toBe(true);
    const mark = socket.frames("mark").at(-1)?.mark;
    if (mark !== undefined) one.answered(socket, mark);
    socket.sent = [];
  }
  expect(socket.closedWith).toBeNull();
});

test("a reader that has answered and then stops is closed when a quarter of a megabyte is unread", () => {
  const { socket, pace: one } = pace();
  while (socket.frames("mark").length === 0) one.send(socket, kilobyte);
  expect(one.answered(socket, socket.frames("mark")[0]?.mark ?? "")).toBe(true);
  const before = socket.characters;
  while (one.send(socket, kilobyte));
  expect(socket.closedWith).toBe(1013);
  expect(socket.characters - before).toBeLessThan(paceLimits.mostUnread + paceLimits.markEvery);
});

test("a client that knows nothing of marks is told a megabyte on one socket, then closed", () => {
  const { socket, pace: one } = pace();
  while (one.send(socket, kilobyte));
  expect(socket.closedWith).toBe(1013);
  expect(socket.characters).toBeGreaterThan(paceLimits.mostUnanswered);
  expect(socket.characters).toBeLessThan(paceLimits.mostUnanswered + 8 * 1_024);
});

test("a mark can only be known by having read it: guesses, old ones and those of others count for nothing", () => {
  const { socket, pace: one } = pace();
  while (socket.frames("mark").length < 2) one.send(socket, kilobyte);
  const [first, second] = socket.frames("mark");
  expect(one.answered(socket, "00000000")).toBe(false);
  expect(one.answered(socket, "")).toBe(false);
  expect(one.answered(socket, second?.mark ?? "")).toBe(true);
  // The second mark says more than the first, which comes late and says nothing new.
  expect(one.answered(socket, first?.mark ?? "")).toBe(false);
  expect(first?.mark).not.toBe(second?.mark);
});

/** A conversation of many long messages, and a socket that asks for it. */
function longLog() {
  const storage = new SqliteStorage();
  const clock = new ManualClock("2026-11-22T10:00:00Z");
  const records = new Records(storage, clock, { publish: () => undefined });
  records.commit((append) => {
    records.setStanding({ state: "ai", epoch: 0, offered: false, unanswered: 0, assignee: null });
    for (let n = 1; n <= 60; n++) append({ type: "customer.message", id: `m${n}`, text: kilobyte.repeat(12) });
  });
  const socket = new RecordingSocket();
  const audience = new Audience(() => [socket], new SeededRandomness(1));
  return { clock, socket, audience, replay: new Replay(records, audience, { clock, telemetry: silentTelemetry }) };
}

test("a long log is replayed in parts to a reader that reads, without a gap and without a repetition", () => {
  const { socket, audience, replay } = longLog();
  replay.from(socket, 0);
  expect(socket.characters).toBeLessThan(paceLimits.replayAhead + 16 * 1_024);
  expect(audience.hasJoined(socket)).toBe(false);
  for (let i = 0; i < 100 && !audience.hasJoined(socket); i++) replay.goOn(socket, socket.frames("mark").at(-1)?.mark ?? "");
  expect(socket.frames("event").map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  expect(socket.frames("ready")).toEqual([{ v: 1, type: "ready", seq: 60, state: "ai" }]);
  expect(socket.closedWith).toBeNull();
});

test("who answers no mark in the midst of a long replay is sent away to come back where it stands", () => {
  const { clock, socket, replay } = longLog();
  replay.from(socket, 0);
  clock.advance(9_999);
  expect(socket.closedWith).toBeNull();
  clock.advance(1);
  expect(socket.closedWith).toBe(1013);
});

test("a mark of an earlier life of the object sends a reader away that had not caught up, and nobody else", () => {
  const { socket, audience, replay } = longLog();
  replay.goOn(socket, "12345678");
  expect(socket.closedWith).toBe(1013);
  const other = longLog();
  other.audience.join(other.socket);
  other.replay.goOn(other.socket, "12345678");
  expect(other.socket.closedWith).toBeNull();
  expect(audience.hasJoined(socket)).toBe(false);
});
