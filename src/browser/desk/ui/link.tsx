/** A link within the desk: changes the place without loading the page again, and opens in a new tab where the operator wants that. */
import type { ComponentPropsWithRef, MouseEvent } from "react";
import { go } from "../shell/place.ts";

/** `replace`: the way back does not lead here. */
export function Link({
  replace = false,
  onClick,
  href,
  children,
  ...rest
}: ComponentPropsWithRef<"a"> & { href: string; replace?: boolean }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href, { replace });
  };
  return (
    <a {...rest} href={href} onClick={follow}>
      {children}
    </a>
  );
}
