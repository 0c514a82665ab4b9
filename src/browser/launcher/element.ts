/**
 * `<edgedesk-widget>`: the launcher in the page's corner, in a shadow root of its own, so that the page's styles and ours do not meet. The chat itself is loaded when
 * it is about to be needed: on the way to the launcher, at a click, or because something may be answered. Until then there is no request.
 */
import { readableAccent } from "#browser/page/colours";
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import { makeBubble } from "./bubble.ts";
import { openDoor, type Panel } from "./door.ts";
import { glanceAt, isUnderWay, keepOpen, maySpeakFirst, memoryKey, noteSpoken, wasOpen } from "./glance.ts";
import type { Emit } from "./host-events.ts";
import { launcherWords } from "./language.ts";
import styles from "./launcher.css";
import { chooseLanguage } from "./page-language.ts";
import { attributes, readProactive, readSettings, type Settings } from "./settings.ts";

/** What the accent colour stands on, by theme (launcher.css). */
const surfaces = { light: "#ffffff", dark: "#16191d" } as const;

/** `script`: address of this script, which is the desk's unless the page says otherwise. */
export function defineWidget(script: string): void {
  class EdgedeskWidget extends HTMLElement {
    static readonly observedAttributes = attributes.map((name) => `data-${name}`);

    #settings: Settings = readSettings(this, new URL(script).origin);
    #chosen = chooseLanguage(this);
    #panel: Promise<Panel> | null = null;
    #identity: string | null | undefined;
    #isOpen = false;
    #unread = 0;
    #away: AbortController | null = null;

    readonly #announcer = h("div", { class: "away", role: "status", "aria-live": "polite" });
    readonly #badge = h("span", { class: "badge", "aria-hidden": "true", hidden: true });
    readonly #launcher = h(
      "button",
      { type: "button", class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false", on: { click: () => this.toggle() } },
      icon(icons.chat, "icon chat"),
      icon(icons.down, "icon down"),
      this.#badge,
    );
    readonly #root = h("div", { class: "root" }, this.#launcher, this.#announcer);
    #bubble = this.#makeBubble();

    constructor() {
      super();
      const shadow = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      shadow.adoptedStyleSheets = [sheet];
      shadow.append(this.#root);
      this.#root.prepend(this.#bubble.element);
    }

    connectedCallback(): void {
      this.#away = new AbortController();
      this.#speak();
      this.#applySettings();
      const { signal } = this.#away;
      const stored = (event: StorageEvent): void => {
        if (event.key === memoryKey(this.#settings.desk)) this.#glance();
      };
      addEventListener("storage", stored, { signal });
      for (const hint of ["pointerenter", "focus", "touchstart"] as const)
        this.#launcher.addEventListener(hint, () => void this.#load().catch(() => undefined), { signal, once: true, passive: true });
      // Without the focus: the visitor reloaded the page, not the chat.
      if (wasOpen()) void this.#show(false);
      else this.#glance();
      this.#speakFirst(signal);
    }

    disconnectedCallback(): void {
      this.#away?.abort();
      this.#away = null;
      void this.#panel?.then((panel) => panel.dispose()).catch(() => undefined);
      this.#panel = null;
    }

    attributeChangedCallback(): void {
      if (this.isConnected) this.#applySettings();
    }

    open(): void {
      if (!this.#isOpen) void this.#show(true);
    }

    close(): void {
      if (!this.#isOpen) return;
      this.#setOpen(false);
      void this.#panel?.then((panel) => panel.hide()).catch(() => undefined);
      this.#launcher.focus();
      this.#emit("close", null);
    }

    toggle(): void {
      if (this.#isOpen) this.close();
      else this.open();
    }

    /** Opens the panel and sends `text` as the visitor's message. */
    ask(text: string): void {
      this.open();
      void this.#load()
        .then((panel) => panel.ask(text))
        .catch(() => undefined);
    }

    /** Says who the visitor is: a JWT that the host site signed (docs/identity.md); null: signed out. */
    identify(token: string | null): void {
      if (token === this.#identity) return;
      this.#identity = token;
      // Who signs out must find nothing of what was said, whether or not the chat is loaded.
      const load = this.#panel !== null || (token === null && glanceAt(this.#settings.desk)?.identified === true);
      if (load) void this.#load().then((panel) => panel.identify(token)).catch(() => undefined); // prettier-ignore
    }

    /** Also when it is open already: it may have been opened by the reload, without the focus. */
    async #show(focus: boolean): Promise<void> {
      this.#setOpen(true);
      this.#bubble.hide();
      try {
        const panel = await this.#load();
        if (!this.#isOpen) return;
        panel.show(focus);
        if (focus) this.#emit("open", null);
      } catch {
        this.#setOpen(false);
        const { notLoaded } = launcherWords[this.#chosen.language];
        this.#bubble.show(notLoaded, null);
        this.#announcer.textContent = notLoaded;
      }
    }

    #load(): Promise<Panel> {
      if (this.#panel !== null) return this.#panel;
      this.#launcher.toggleAttribute("data-loading", true);
      const host = {
        root: this.#root,
        settings: () => this.#settings,
        chosen: this.#chosen,
        emit: this.#emit,
        unread: (count: number) => this.#count(count),
        close: () => this.close(),
      };
      const loading = openDoor(script, this.#chosen.language, host)
        .then((panel) => {
          if (this.#identity !== undefined) panel.identify(this.#identity);
          return panel;
        })
        .finally(() => this.#launcher.removeAttribute("data-loading"));
      this.#panel = loading;
      // Tried again at the next click.
      loading.catch(() => {
        if (this.#panel === loading) this.#panel = null;
      });
      return loading;
    }

    /** Nothing is loaded for somebody who has said nothing here. */
    #glance(): void {
      if (this.#panel !== null) return;
      const memory = glanceAt(this.#settings.desk);
      this.#count(memory?.unread ?? 0);
      if (memory !== null && isUnderWay(memory)) void this.#load().catch(() => undefined);
    }

    #speakFirst(signal: AbortSignal): void {
      const rule = readProactive(this);
      if (rule === null) return;
      const timer = setTimeout(() => {
        if (this.#isOpen || document.visibilityState !== "visible" || !maySpeakFirst(this.#settings.desk, rule)) return;
        noteSpoken(false);
        this.#bubble.show(rule.message, `${this.#settings.assistant} · AI`);
        this.#announcer.textContent = rule.message;
      }, rule.afterSeconds * 1000);
      signal.addEventListener("abort", () => clearTimeout(timer));
    }

    #makeBubble(): ReturnType<typeof makeBubble> {
      return makeBubble(launcherWords[this.#chosen.language], { chosen: () => this.open(), dismissed: () => noteSpoken(true) });
    }

    readonly #emit: Emit = (name, detail) => {
      this.dispatchEvent(new CustomEvent(`edgedesk:${name}`, { bubbles: true, composed: true, detail }));
    };

    #setOpen(open: boolean): void {
      this.#isOpen = open;
      this.toggleAttribute("data-open", open);
      this.#launcher.setAttribute("aria-expanded", String(open));
      keepOpen(open);
      this.#label();
    }

    #count(count: number): void {
      if (count !== this.#unread) this.#emit("unread", { count });
      this.#unread = count;
      this.#label();
    }

    #label(): void {
      const { close, unread } = launcherWords[this.#chosen.language];
      this.#badge.hidden = this.#isOpen || this.#unread === 0;
      this.#badge.textContent = this.#unread > 9 ? "9+" : String(this.#unread);
      const label = this.#isOpen ? close : this.#settings.launcherLabel;
      this.#launcher.setAttribute("aria-label", this.#badge.hidden ? label : `${label}, ${unread(this.#unread)}`);
    }

    /** The element is in the page now, which knows its language. */
    #speak(): void {
      this.#chosen = chooseLanguage(this);
      const bubble = this.#makeBubble();
      this.#bubble.element.replaceWith(bubble.element);
      this.#bubble = bubble;
      this.#root.lang = this.#chosen.language;
      this.#root.dir = this.#chosen.direction;
    }

    #applySettings(): void {
      const before = this.#settings.desk;
      this.#settings = readSettings(this, new URL(script).origin);
      if (before !== this.#settings.desk) {
        void this.#panel?.then((panel) => panel.dispose()).catch(() => undefined);
        this.#panel = null;
      }
      const identity = this.getAttribute("data-identity");
      if (identity !== null) this.identify(identity === "" ? null : identity);
      const { color, colorDark, side } = this.#settings;
      for (const [theme, wish] of [["light", color], ["dark", colorDark]] as const) {
        const { accent, onAccent } = readableAccent(wish, surfaces[theme]);
        this.#root.style.setProperty(`--accent-${theme}`, accent);
        this.#root.style.setProperty(`--on-accent-${theme}`, onAccent);
      } // prettier-ignore
      this.#root.classList.toggle("at-start", side === "start");
      this.#label();
      void this.#panel?.then((panel) => panel.refresh()).catch(() => undefined);
    }
  }
  customElements.define("edgedesk-widget", EdgedeskWidget);
}
