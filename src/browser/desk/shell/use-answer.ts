/** Reads something from the server for a component and keeps it while the component is there. */
import { useCallback, useEffect, useState } from "react";
import type { Guard } from "#browser/wire/guards";
import type { Refusal } from "#browser/wire/http";
import { useOperator } from "./operator.ts";

export type Answer<T> = {
  /** Null until there is one; stays while a newer one is fetched. */
  value: T | null;
  refusal: Refusal | null;
  isLoading: boolean;
  reload: () => void;
};

/** @param path null: nothing is asked. @param guard defined outside of the component. */
export function useAnswer<T>(path: string | null, guard: Guard<T>): Answer<T> {
  const { ask } = useOperator();
  const [times, setTimes] = useState(0);
  const [answer, setAnswer] = useState<{ path: string | null; value: T | null; refusal: Refusal | null; isLoading: boolean }>({
    path,
    value: null,
    refusal: null,
    isLoading: path !== null,
  });
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    setAnswer((before) => ({ path, value: before.path === path ? before.value : null, refusal: null, isLoading: true }));
    void ask(path, guard, { signal: abort.signal }).then((outcome) => {
      if (abort.signal.aborted) return;
      setAnswer((before) =>
        outcome.ok
          ? { path, value: outcome.value, refusal: null, isLoading: false }
          : { path, value: before.value, refusal: outcome.refusal, isLoading: false },
      );
    });
    return () => abort.abort();
  }, [ask, path, guard, times]);
  const reload = useCallback(() => setTimes((n) => n + 1), []);
  const { value, refusal, isLoading } = answer.path === path ? answer : { value: null, refusal: null, isLoading: path !== null };
  return { value, refusal, isLoading, reload };
}
