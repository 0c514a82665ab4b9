/** State that something outside of React keeps, such as a live list: many changes are one rendering a frame, so that a busy desk does not stutter. */
import { useSyncExternalStore } from "react";

export class FrameStore<State extends object> {
  readonly #listeners = new Set<() => void>();
  #state: State;
  #frame = 0;

  constructor(state: State) {
    this.#state = state;
  }

  get = (): State => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whoever asks reads it at once; who listens is told with the next frame. */
  set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      for (const listener of this.#listeners) listener();
    });
  }

  /** Nobody is told any more of what has changed by now. */
  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}

export const useFrameStore = <State extends object>({ subscribe, get }: FrameStore<State>): State => useSyncExternalStore(subscribe, get);
