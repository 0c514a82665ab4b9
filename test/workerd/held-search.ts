/**
 * Holds every search of the desk until a test lets it go, so that a turn stands still in its middle. A held search looks again and again whether it may go on,
 * because nothing that belongs to the test may resolve a promise that belongs to an object.
 */
import { onTestFinished, vi } from "vitest";
import { LadderedKnowledge } from "#adapters/knowledge/laddered-knowledge";
import { eventually } from "./eventually.ts";

export type HeldSearch = {
  /** Searches so far. */
  calls(): number;
  /** Resolves when so many searches have begun. */
  reached(count?: number): Promise<void>;
  /** Lets searches find again, those that are held too. */
  release(): void;
};

const lookAgainMs = 2;

export function holdSearch(): HeldSearch {
  const search = LadderedKnowledge.prototype.search;
  let isOpen = false;
  const spy = vi.spyOn(LadderedKnowledge.prototype, "search").mockImplementation(async function (
    this: LadderedKnowledge,
    question,
    options,
  ) {
    while (!isOpen) {
      options.signal?.throwIfAborted();
      await scheduler.wait(lookAgainMs);
    }
    return search.call(this, question, options);
  });
  const release = (): void => {
    isOpen = true;
  };
  onTestFinished(() => {
    release();
    spy.mockRestore();
  });
  return {
    calls: () => spy.mock.calls.length,
    reached: (count = 1) =>
      eventually(() => {
        if (spy.mock.calls.length < count) throw new Error(`${spy.mock.calls.length} of ${count} searches have begun`);
      }),
    release,
  };
}
