/** Who is typing: how long the other side's is shown, and how often ours is told. */

const tellEveryMs = 3_000;
const shownForMs = 6_000;

export type Typing = {
  /** The person at the desk types at this moment. */
  seen: () => void;
  /** What was being typed has come, or nobody looks any longer. */
  over: () => void;
  shown: () => boolean;
  /** True once every few seconds. */
  mayTell: () => boolean;
};

/** `changed`: it is over by itself. */
export function makeTyping(changed: () => void): Typing {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let toldAt = 0;
  const over = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    seen: () => {
      over();
      timer = setTimeout(() => {
        over();
        changed();
      }, shownForMs);
    },
    over,
    shown: () => timer !== undefined,
    mayTell: () => {
      if (Date.now() - toldAt < tellEveryMs) return false;
      toldAt = Date.now();
      return true;
    },
  };
}
