/**
 * Whether the context card is shown. Beside the conversation it is there from the start; where there is no room it lies over the conversation once it is asked for, takes the focus with it, and
 * gives it back.
 */
import { type RefObject, useEffect, useRef, useState } from "react";

/** As in inbox.css. */
const hasRoom = (): boolean => !matchMedia("(max-width: 1020px)").matches;

export function useContextCard(): { isOpen: boolean; card: RefObject<HTMLElement | null>; toggle: () => void } {
  const [isOpen, setOpen] = useState(hasRoom);
  const card = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (isOpen && opener.current !== null) card.current?.focus();
  }, [isOpen]);
  function toggle(): void {
    if (isOpen && opener.current instanceof HTMLElement) opener.current.focus();
    opener.current = isOpen || hasRoom() ? null : document.activeElement;
    setOpen(!isOpen);
  }
  return { isOpen, card, toggle };
}
