/**
 * What can be done at this moment, in one list: the keyboard, the palette (Ctrl or Cmd and K) and the help (?) all read it. A component says what it
 * offers for as long as it is on screen with `useCommands`.
 */
import { useEffect, useRef, useSyncExternalStore } from "react";

export type Command = {
  /** Unique among all commands. */
  id: string;
  title: string;
  /** Heading in palette and help. */
  group: string;
  /** One key as `KeyboardEvent.key` names it ("j", "?", "ArrowDown"), or with "mod+" for Ctrl or Cmd. None: palette only. */
  keys?: readonly string[];
  /** In the help, but not in the palette: a movement, not an act. */
  isMovement?: boolean;
  run: () => void;
};

const offered = new Map<symbol, readonly Command[]>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];

function changed(): void {
  all = [...offered.values()].flat();
  for (const listener of listeners) listener();
}

/** Commands of later components come first when they share a key. `run` may change freely; the list is announced again when ids, titles or keys change. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  const shape = JSON.stringify(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const key = Symbol("commands");
    const stable = latest.current.map((command, n) => ({ ...command, run: () => latest.current[n]?.run() }));
    offered.set(key, stable);
    changed();
    return () => {
      offered.delete(key);
      changed();
    };
  }, [shape]);
}

export const useOffered = (): readonly Command[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button])"));

/** Runs what the key stands for. Keys without Ctrl or Cmd belong to whoever is writing, and to an open dialog or menu. */
export function listenForKeys(): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const isMod = event.ctrlKey || event.metaKey;
    const pressed = isMod ? `mod+${event.key.toLowerCase()}` : event.key;
    if (!isMod && (isTyping(event.target) || document.querySelector("[role=dialog], [role=menu], [role=alertdialog]") !== null)) return;
    const command = all.findLast(({ keys }) => keys?.includes(pressed) === true);
    if (command === undefined) return;
    event.preventDefault();
    command.run();
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

const shownKeys: Readonly<Record<string, string>> = { ArrowDown: "↓", ArrowUp: "↑", Enter: "↵", Escape: "Esc" };

/** As it stands on the keyboard: "⌘ K" or "Ctrl K". */
export const keyWords = (key: string): string =>
  key
    .split("+")
    .map((part) => (part === "mod" ? (isMac ? "⌘" : "Ctrl") : (shownKeys[part] ?? part.toUpperCase())))
    .join(" ");
