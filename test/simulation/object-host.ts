/**
 * The platform beneath one conversation: lives of its object over one storage, calls to it, its alarm, its sockets. A life ends without a word: nothing that it waited
 * for comes back, and what it had not flushed is gone.
 */
import type { ConversationPorts } from "#compose/conversation-ports";
import type { Socket } from "#conversation/socket";
import { WiredConversation } from "#conversation/wired-conversation";
import type { Clock } from "#ports/clock";
import { silentTelemetry } from "../fakes/silent-telemetry.ts";
import type { SqliteStorage } from "./sqlite-storage.ts";
import { Lost, type World } from "./world.ts";

export type Life = {
  isOver: boolean;
  /** What hangs in the air: calls from outside, and calls to ports. */
  pending: number;
  /** Called when it ends, so that callers learn that their call is lost. */
  readonly onEnd: Set<() => void>;
};

/** The ports of one life. What they give must come through `later`, so that it never reaches a life that is over. */
export type MakePorts = (life: Life, clock: Clock) => ConversationPorts;

/** The far end of a socket. */
export type Client = { receive(text: string): void; cut(): void };

export class ObjectHost {
  readonly #world: World;
  readonly #storage: SqliteStorage;
  readonly #makePorts: MakePorts;
  readonly #sockets = new Set<HostSocket>();
  #life: (Life & { conversation: WiredConversation }) | null = null;
  #nextSocket = 1;
  /** There is one alarm. */
  #cancelAlarm: () => void = () => undefined;
  deaths = 0;

  constructor(world: World, storage: SqliteStorage, makePorts: MakePorts) {
    this.#world = world;
    this.#storage = storage;
    this.#makePorts = makePorts;
    storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS platform_alarm (one INTEGER PRIMARY KEY CHECK (one = 1), time INTEGER NOT NULL, running INTEGER NOT NULL)",
    );
    storage.flush();
    // Whatever the storage was used for before is over.
    storage.onDirty(() => world.timeline.after(world.dice.between(1, 15), () => storage.flush()));
  }

  /** A call from elsewhere: it may be lost before it arrives, and its answer may be lost after it has worked. */
  call<T>(name: string, verb: (conversation: WiredConversation) => Promise<T>): Promise<T> {
    const { timeline, dice, faults } = this.#world;
    return new Promise((resolve, reject) => {
      const lose = (where: string): void => {
        timeline.say("network", `${name} is lost ${where}`);
        timeline.after(dice.between(1, 500), () => reject(new Lost(name)));
      };
      if (dice.under(faults.lostCall / 2)) return lose("on its way");
      timeline.after(dice.between(0, 20), () => {
        const life = this.#alive();
        const died = (): void => lose("with the object");
        life.onEnd.add(died);
        const answered = (deliver: () => void): void => {
          if (life.isOver) return;
          life.pending -= 1;
          this.#out(() => {
            life.onEnd.delete(died);
            if (dice.under(this.#world.faults.lostCall / 2)) lose("on its way back");
            else timeline.after(dice.between(0, 20), deliver);
          });
        };
        life.pending += 1;
        verb(life.conversation).then(
          (value) => answered(() => resolve(value)),
          (error: unknown) => answered(() => reject(error instanceof Error ? error : new Error(String(error)))),
        );
      });
    });
  }

  connect(client: Client): HostSocket {
    const socket = new HostSocket(`s${this.#nextSocket++}`, this.#world, client, (send) => this.#out(send));
    this.#sockets.add(socket);
    socket.onCut = () => {
      this.#sockets.delete(socket);
      this.#life?.conversation.forget(socket);
    };
    socket.onFrame = (text) => {
      const life = this.#alive();
      void life.conversation.receive(socket, text);
    };
    return socket;
  }

  /** The process dies: memory, unflushed writes and sockets are gone. */
  crash(how: string): void {
    const life = this.#life;
    this.#storage.crash();
    if (life) this.#endLife(life, `dies ${how}`);
    for (const socket of this.#sockets) socket.cut("the process died");
    this.#wakeByAlarm();
  }

  /** From now until the end of this instant the power fails. */
  tear(): void {
    this.#storage.tearAfter(this.#world.dice.whole(1, 3));
  }

  /** Leaves memory while nothing happens; sockets stay. */
  evict(): void {
    const life = this.#life;
    if (!life || life.pending > 0 || this.#storage.isDirty) return;
    this.#endLife(life, "hibernates");
  }

  #endLife(life: Life, how: string): void {
    this.#world.timeline.say("object", how);
    this.#life = null;
    life.isOver = true;
    this.deaths += 1;
    for (const tell of life.onEnd) tell();
  }

  #out(send: () => void): void {
    if (this.#world.breaks === "ack_before_commit") send();
    else this.#storage.gate(send);
  }

  #alive(): Life & { conversation: WiredConversation } {
    if (this.#life) return this.#life;
    const { timeline, conversation: id } = this.#world;
    timeline.say("object", "comes to life");
    const life: Life = { isOver: false, pending: 0, onEnd: new Set() };
    const ports = this.#makePorts(life, this.#clockOf(life));
    const conversation = new WiredConversation({
      id,
      storage: this.#storage,
      alarm: { get: async () => this.#alarmAtMs(), set: async (atMs) => this.#setAlarm(atMs) },
      sockets: () => this.#sockets,
      ports: { ...ports, telemetry: silentTelemetry },
      background: () => undefined,
    });
    this.#life = Object.assign(life, { conversation });
    conversation.start();
    return this.#life;
  }

  #clockOf(life: Life): Clock {
    const { timeline, dice } = this.#world;
    // Machines do not agree on the time.
    const skewMs = Math.round(dice.between(-1_500, 1_500));
    const after: Clock["after"] = (ms, work) =>
      timeline.after(ms, () => {
        if (!life.isOver) work();
      });
    return {
      now: () => Math.floor(timeline.nowMs + skewMs),
      after,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          if (signal?.aborted) return reject(signal.reason);
          const takeBack = after(ms, resolve);
          signal?.addEventListener("abort", () => {
            takeBack();
            reject(signal.reason);
          });
        }),
    };
  }

  #alarmAtMs(): number | null {
    const [alarm] = this.#storage.sql.exec("SELECT time FROM platform_alarm WHERE running = 0").toArray();
    return alarm ? Number(alarm.time) : null;
  }

  #setAlarm(atMs: number): void {
    this.#storage.sql.exec("INSERT OR REPLACE INTO platform_alarm (one, time, running) VALUES (1, ?, 0)", Math.floor(atMs));
    this.#wakeByAlarm();
  }

  #wakeByAlarm(): void {
    if (this.#world.breaks === "no_alarm") return;
    const next = this.#storage.sql.exec("SELECT min(time) AS time FROM platform_alarm").one().time;
    if (next === null) return;
    const { timeline, dice } = this.#world;
    this.#cancelAlarm();
    this.#cancelAlarm = timeline.after(Math.max(0, Number(next) - timeline.nowMs) + dice.between(20, 80), () => void this.#drive());
  }

  /** Rings when it is due; one that rang when its life ended rings again. */
  async #drive(): Promise<void> {
    const { timeline } = this.#world;
    const [alarm] = this.#storage.sql.exec("SELECT running FROM platform_alarm WHERE time <= ?", timeline.nowMs).toArray();
    if (!alarm) return;
    const life = this.#alive();
    if (alarm.running === 1 && life.onEnd.has(this.#driving)) return;
    this.#storage.sql.exec("UPDATE platform_alarm SET running = 1");
    timeline.say("alarm", "rings");
    life.onEnd.add(this.#driving);
    life.pending += 1;
    await life.conversation.alarm();
    if (life.isOver) return;
    life.pending -= 1;
    life.onEnd.delete(this.#driving);
    this.#storage.sql.exec("DELETE FROM platform_alarm WHERE running = 1");
    this.#wakeByAlarm();
  }

  readonly #driving = (): void => undefined;
}

/** One socket: frames arrive in order or not at all. */
export class HostSocket implements Socket {
  readonly id: string;
  state: unknown = null;
  isOpen = true;
  onCut: () => void = () => undefined;
  onFrame: (text: string) => void = () => undefined;
  readonly #world: World;
  readonly #client: Client;
  readonly #out: (send: () => void) => void;
  /** No frame overtakes another. */
  #lastAtMs = { up: 0, down: 0 };

  constructor(id: string, world: World, client: Client, out: (send: () => void) => void) {
    this.id = id;
    this.#world = world;
    this.#client = client;
    this.#out = out;
  }

  setState(state: unknown): void {
    this.state = state;
  }

  send(text: string): void {
    if (!this.isOpen) throw new Error("the socket has gone");
    this.#out(() => this.#carry("down", () => this.#client.receive(text)));
  }

  close(_code: number, reason: string): void {
    this.#out(() => this.#carry("down", () => this.cut(reason)));
  }

  /** From the client's side. */
  sendUp(text: string): void {
    if (this.isOpen) this.#carry("up", () => this.onFrame(text));
  }

  cut(why: string): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#world.timeline.say(this.id, `is cut: ${why}`);
    this.onCut();
    this.#world.timeline.after(this.#world.dice.between(0, 1_000), () => this.#client.cut());
  }

  #carry(way: "up" | "down", arrive: () => void): void {
    const { timeline, dice, faults } = this.#world;
    if (dice.under(faults.cut)) return this.cut("in the middle of a frame");
    const atMs = Math.max(this.#lastAtMs[way], timeline.nowMs + dice.between(1, 60));
    this.#lastAtMs[way] = atMs;
    timeline.at(atMs, () => {
      if (this.isOpen) arrive();
    });
  }
}
