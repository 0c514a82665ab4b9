/**
 * Keeps a list of nodes in step with a list of items: a node is made again only when its item changed, so that focus, selection and
 * scrolling survive a stream of updates. Focus inside a node that is made again returns to the control of the same `data-focus` name.
 */

export type Item = {
  key: string;
  /** Compared one by one; the node is made again when one differs. */
  parts: readonly unknown[];
  build: () => HTMLElement;
};

type Shown = { parts: readonly unknown[]; node: HTMLElement };

/** Returns a function that shows a list of items as the children of `parent`. */
export function keyedList(parent: HTMLElement): (items: readonly Item[]) => void {
  let shown = new Map<string, Shown>();
  return (items) => {
    const next = new Map<string, Shown>();
    for (const { key, parts, build } of items) {
      const before = shown.get(key);
      const same = before !== undefined && parts.length === before.parts.length && parts.every((part, n) => part === before.parts[n]);
      next.set(key, same ? before : { parts, node: replaced(before?.node, build()) });
    }
    for (const [key, { node }] of shown) if (!next.has(key)) node.remove();
    let place: ChildNode | null = parent.firstChild;
    for (const { node } of next.values()) {
      if (node === place) place = place.nextSibling;
      else parent.insertBefore(node, place);
    }
    shown = next;
  };
}

function replaced(old: HTMLElement | undefined, node: HTMLElement): HTMLElement {
  if (old === undefined) return node;
  node.classList.add("again");
  const root = old.getRootNode();
  const focused = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
  const name = focused !== null && old.contains(focused) ? focused.getAttribute("data-focus") : null;
  old.replaceWith(node);
  if (name !== null) {
    const heir = [...node.querySelectorAll<HTMLElement>("[data-focus]")].find((element) => element.dataset["focus"] === name);
    (heir ?? node.querySelector<HTMLElement>("button, input"))?.focus();
  }
  return node;
}
