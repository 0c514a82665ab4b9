/**
 * The workflow platform: instances with a journal of finished steps. An instance may die at any await of a step; it stays "running" and goes on only when somebody
 * pokes it, restarts it, or (as in production) the platform itself picks it up after a while.
 */
import type { WorkflowBinding } from "#adapters/platform/workers-workflows";
import { type HandoffMessage, workflowEvents } from "#contracts/handoffs";
import type { HandoffEnd, HandoffSteps } from "#escalation/run-handoff";
import type { World } from "./world.ts";

type Run = (message: HandoffMessage, instance: string, steps: HandoffSteps) => Promise<HandoffEnd>;

type Status = "running" | "waiting" | "complete" | "errored";

type State = {
  readonly message: HandoffMessage;
  status: Status;
  /** Finished steps and what they gave. */
  journal: Map<string, unknown>;
  /** Rises when it dies or is started again; what an older life awaits comes to nothing. */
  life: number;
  isDead: boolean;
  isSettled: boolean;
  onSettled: () => void;
};

/** Retries of a step, and the longest wait between two, in ms. */
const retries = 12;
const longestWaitMs = 60_000;

export class SimulatedWorkflows implements WorkflowBinding {
  readonly instances = new Map<string, State>();
  readonly #world: World;
  readonly #run: Run;

  constructor(world: World, run: Run) {
    this.#world = world;
    this.#run = run;
  }

  async get(id: string): ReturnType<WorkflowBinding["get"]> {
    await this.#latency();
    const state = this.instances.get(id);
    if (!state) throw new Error("instance.not_found");
    return {
      status: async () => {
        await this.#latency();
        return { status: state.status };
      },
      restart: async () => {
        await this.#latency();
        state.journal = new Map();
        this.#start(id, state, "starts over");
      },
      resume: () => this.#latency(),
      sendEvent: async ({ type }) => {
        await this.#latency();
        if (type === workflowEvents.settled) {
          state.isSettled = true;
          state.onSettled();
        }
        if (state.isDead) this.#start(id, state, "wakes");
      },
    };
  }

  async create({ id, params }: { id: string; params: HandoffMessage }): Promise<void> {
    await this.#latency();
    if (this.instances.has(id)) throw new Error("instance.already_exists");
    const state: State = {
      message: params,
      status: "running",
      journal: new Map(),
      life: 0,
      isDead: false,
      isSettled: false,
      onSettled: () => undefined,
    };
    this.instances.set(id, state);
    this.#start(id, state, "starts");
  }

  #start(id: string, state: State, how: string): void {
    this.#world.timeline.say("workflow", `${id.slice(-2)} ${how}`);
    state.life += 1;
    state.isDead = false;
    state.status = "running";
    const { life } = state;
    const settle = (status: Status): void => {
      if (life === state.life) state.status = status;
    };
    this.#run(state.message, id, this.#stepsOf(id, state)).then(
      () => settle("complete"),
      () => settle("errored"),
    );
  }

  #stepsOf(id: string, state: State): HandoffSteps {
    const { timeline, dice } = this.#world;
    const { life } = state;
    /** Goes on only while this life lasts. */
    const alive = (ms: number): Promise<void> =>
      new Promise((resolve) => {
        timeline.after(ms, () => {
          if (life !== state.life || state.isDead) return;
          if (!dice.under(this.#world.faults.workflowDies)) return resolve();
          state.isDead = true;
          timeline.say("workflow", `${id.slice(-2)} dies`);
        });
      });
    const work = async <T>(name: string, what: () => Promise<T>): Promise<T> => {
      for (let attempt = 0; ; attempt++) {
        await alive(dice.between(1, 20));
        try {
          const value = await what();
          await alive(dice.between(1, 20));
          state.journal.set(name, value);
          return value;
        } catch (error) {
          if (attempt === retries) throw error;
          await alive(Math.min(longestWaitMs, 1_000 * 2 ** attempt));
        }
      }
    };
    return {
      do: <T>(name: string, _policy: unknown, what: () => Promise<T>): Promise<T> => {
        const given = state.journal.get(name);
        return state.journal.has(name) && isOf<T>(given) ? Promise.resolve(given) : work(name, what);
      },
      waitForEvent: () =>
        new Promise((resolve) => {
          state.status = "waiting";
          state.onSettled = () => {
            if (life === state.life) resolve(undefined);
          };
          if (state.isSettled) resolve(undefined);
        }),
    };
  }

  #latency(): Promise<void> {
    const { timeline, dice } = this.#world;
    return new Promise((resolve) => void timeline.after(dice.between(1, 30), resolve));
  }
}

/** A step's name stands for its type: what was kept under it is what the step gives. */
const isOf = <T>(_value: unknown): _value is T => true;
