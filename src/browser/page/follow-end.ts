/**
 * Keeps a list that grows at its end scrolled there, until its reader scrolls away; back at the end it follows again. It also follows when the
 * box itself shrinks, as it does when the field below it grows.
 */

export type FollowEnd = { follows: () => boolean; toEnd: () => void; grown: () => void };

/** So near, in CSS pixels, counts as the end. */
const nearPx = 60;

/** `scrolled`: the reader is at the end now, or no longer. */
export function followEnd(scroller: HTMLElement, scrolled: (atEnd: boolean) => void = () => {}): FollowEnd {
  let follows = true;
  const toEnd = (): void => {
    follows = true;
    scroller.scrollTo({ top: scroller.scrollHeight });
  };
  const grown = (): void => {
    if (follows) toEnd();
  };
  scroller.addEventListener(
    "scroll",
    () => {
      follows = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearPx;
      scrolled(follows);
    },
    { passive: true },
  );
  new ResizeObserver(grown).observe(scroller);
  return { follows: () => follows, toEnd, grown };
}
