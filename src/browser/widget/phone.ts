/**
 * On a phone the panel is the whole screen: it follows the part of the page that the keyboard leaves free (the visual viewport, which `dvh` does not know), keeps the
 * focus inside and says that it is modal. On larger screens the page beside it stays in reach.
 */

export type Phone = { update: (open: boolean) => void; dispose: () => void };

const small = "(max-width: 520px)";
const focusable = "button, a[href], input, textarea, [tabindex]";

export function makePhone(panel: HTMLElement): Phone {
  const media = matchMedia(small);
  const away = new AbortController();
  const { signal } = away;
  let isOpen = false;

  function fit(): void {
    const modal = isOpen && media.matches;
    if (modal) panel.setAttribute("aria-modal", "true");
    else panel.removeAttribute("aria-modal");
    const view = globalThis.visualViewport;
    // Zoomed in, the visitor moves the view themselves.
    const follows = modal && view !== null && view !== undefined && view.scale === 1;
    panel.style.setProperty("--view-top", follows ? `${view.offsetTop}px` : "0px");
    panel.style.setProperty("--view-height", follows ? `${view.height}px` : "100dvh");
  }

  function keepInside(event: KeyboardEvent): void {
    if (event.key !== "Tab" || !isOpen || !media.matches) return;
    const reachable = [...panel.querySelectorAll<HTMLElement>(focusable)].filter(isReachable);
    const [first, last] = [reachable[0], reachable.at(-1)];
    const root = panel.getRootNode();
    const at = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
    if (first === undefined || last === undefined) return;
    const leaves = event.shiftKey ? at === first || !panel.contains(at) : at === last || !panel.contains(at);
    if (!leaves) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }

  media.addEventListener("change", fit, { signal });
  globalThis.visualViewport?.addEventListener("resize", fit, { signal });
  globalThis.visualViewport?.addEventListener("scroll", fit, { signal });
  panel.addEventListener("keydown", keepInside, { signal });
  return {
    update: (open) => {
      isOpen = open;
      fit();
    },
    dispose: () => away.abort(),
  };
}

const isReachable = (element: HTMLElement): boolean =>
  !element.matches(":disabled, [tabindex='-1']") && element.closest("[inert], [hidden]") === null && element.checkVisibility();
