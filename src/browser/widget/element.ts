/**
 * `<edgedesk-widget>`: the launcher in the page's corner and the panel above it, in a shadow root of their own, so that the page's styles and
 * ours do not meet. For the page: `open()`, `close()`, `ask(text)`, `identify(jwt)`, and the events `edgedesk:open`, `edgedesk:close` and `edgedesk:message`
 * (`detail: { from: "customer" | "assistant" | "person", text }`).
 */
import { openConversation } from "#browser/conversation/conversation";
import type { Conversation } from "#browser/conversation/visit";
import { readableAccent } from "#browser/page/colours";
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { KnownEvent } from "#browser/wire/events";
import { announcementOf, messageOf } from "./announcements.ts";
import { pageSurroundings } from "./page-surroundings.ts";
import { attributes, readSettings, type Settings } from "./settings.ts";
import { strings } from "./strings.ts";
import { makeBanner } from "./view/banner.ts";
import { makeComposer } from "./view/composer.ts";
import { makeFoot } from "./view/foot.ts";
import { makeHeader } from "./view/header.ts";
import { makeLog } from "./view/log.ts";
import { makePassagePanel } from "./view/passage.ts";
import styles from "./widget.css";

/** What the accent colour stands on, by theme (widget.css). */
const surfaces = { light: "#ffffff", dark: "#16191d" } as const;

/** The visitor had the panel open: so it is again after a reload, in this tab. */
const openKey = "edgedesk.v1:open";

/** `scriptOrigin`: where the widget's script came from, which is the desk unless the page says otherwise. */
export function defineWidget(scriptOrigin: string): void {
  class EdgedeskWidget extends HTMLElement {
    static readonly observedAttributes = attributes.map((name) => `data-${name}`);

    #settings: Settings = readSettings(this, scriptOrigin);
    #conversation: Conversation | null = null;
    #isOpen = false;
    #explaining: string | null = null;
    #frame = 0;

    readonly #header = makeHeader(() => this.close());
    readonly #banner = makeBanner(() => this.#talk().reconnect(), () => this.#schedule()); // prettier-ignore
    readonly #passage = makePassagePanel(() => this.#settings.desk, (open) => this.#cover(open)); // prettier-ignore
    readonly #log = makeLog(() => this.#settings, {
      openPassage: (citation, mark) => this.#passage.open(citation, mark),
      articleUrl: (id, anchor) => new URL(`/articles/${id}${anchor === "" ? "" : `#${anchor}`}`, this.#settings.desk).href,
      rate: (turn, rating, reason) => this.#talk().rate(turn, rating, reason),
      explain: (turn) => this.#explain(turn),
      decide: (proposal, accept) => this.#talk().decide(proposal, accept),
      askPerson: () => this.#talk().askPerson(),
      retry: (id) => this.#talk().retry(id),
      discard: (id) => this.#talk().discard(id),
      ask: (text) => this.ask(text),
      startOver: () => this.#startOver(),
    });
    readonly #composer = makeComposer({
      send: (text) => this.#send(text),
      stop: () => this.#stop(),
      typing: () => this.#talk().typing(),
    });
    readonly #foot = makeFoot(() => this.#talk().askPerson());
    readonly #announcer = h("div", { class: "away", role: "status", "aria-live": "polite" });
    readonly #badge = h("span", { class: "badge", "aria-hidden": "true", hidden: true });
    readonly #launcher = h(
      "button",
      { type: "button", class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false", on: { click: () => this.toggle() } },
      icon(icons.chat, "icon chat"),
      icon(icons.down, "icon down"),
      this.#badge,
    );
    readonly #below = h("div", { class: "below" }, this.#banner.element, this.#log.element, this.#composer.element, this.#foot.element);
    readonly #panel = h(
      "div",
      { class: "panel", role: "dialog", "aria-labelledby": "title", on: { keydown: (event) => this.#onKey(event) } },
      this.#header.element,
      this.#below,
      this.#passage.element,
    );

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      root.adoptedStyleSheets = [sheet];
      this.#panel.inert = true;
      root.append(h("div", { class: "root" }, this.#panel, this.#launcher, this.#announcer));
    }

    connectedCallback(): void {
      this.#applySettings();
      // Without the focus: the visitor reloaded the page, not the chat.
      if (readOpen()) this.#setOpen(true);
      this.#talk().resume(this.#isOpen ? "always" : "recent");
    }

    disconnectedCallback(): void {
      this.#conversation?.dispose();
      this.#conversation = null;
    }

    attributeChangedCallback(): void {
      if (this.isConnected) this.#applySettings();
    }

    open(): void {
      if (this.#isOpen) return;
      this.#setOpen(true);
      this.#talk().resume("always");
      this.#show();
      this.#log.toEnd();
      this.#composer.focus();
      this.#emit("open");
    }

    close(): void {
      if (!this.#isOpen) return;
      this.#passage.close();
      this.#setOpen(false);
      this.#launcher.focus();
      this.#emit("close");
    }

    toggle(): void {
      if (this.#isOpen) this.close();
      else this.open();
    }

    /** Opens the panel and sends `text` as the visitor's message. */
    ask(text: string): void {
      this.open();
      if (text.trim() !== "") this.#send(text.trim());
      this.#composer.focus();
    }

    /** Says who the visitor is: a JWT that the host site signed (docs/identity.md); null: signed out. */
    identify(token: string | null): void {
      this.#talk().identify(token);
    }

    #talk(): Conversation {
      this.#conversation ??= openConversation(this.#settings.desk, pageSurroundings, {
        changed: () => this.#schedule(),
        happened: (event) => this.#announce(event),
      });
      return this.#conversation;
    }

    #send(text: string): void {
      this.#talk().send(text);
      this.#emit("message", { from: "customer", text });
    }

    #stop(): void {
      const activity = this.#talk().snapshot().transcript.activity;
      if (activity !== null) this.#talk().stop(activity.turn);
    }

    #startOver(): void {
      this.#talk().startOver();
      this.#show();
      this.#composer.focus();
    }

    #explain(turn: string | null): void {
      this.#explaining = turn;
      this.#show();
      if (turn !== null) this.#panel.querySelector<HTMLElement>("[data-focus=reason]")?.focus();
    }

    #announce(event: KnownEvent): void {
      const words = announcementOf(event, this.#settings.assistant);
      if (words !== null) this.#announcer.textContent = words;
      const message = messageOf(event);
      if (message !== null) this.#emit("message", message);
    }

    #emit(name: string, detail?: { from: string; text: string }): void {
      this.dispatchEvent(new CustomEvent(`edgedesk:${name}`, { bubbles: true, composed: true, detail }));
    }

    #onKey(event: KeyboardEvent): void {
      if (event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      if (this.#passage.isOpen()) this.#passage.close();
      else this.close();
    }

    /** What the passage covers cannot be reached by keyboard or screen reader meanwhile. */
    #cover(covered: boolean): void {
      this.#below.inert = covered;
    }

    #setOpen(open: boolean): void {
      this.#isOpen = open;
      this.#panel.inert = !open;
      this.toggleAttribute("data-open", open);
      this.#launcher.setAttribute("aria-expanded", String(open));
      storeOpen(open);
      this.#show();
    }

    #applySettings(): void {
      const before = this.#settings.desk;
      this.#settings = readSettings(this, scriptOrigin);
      if (before !== this.#settings.desk) this.disconnectedCallback();
      const identity = this.getAttribute("data-identity");
      if (identity !== null) this.identify(identity === "" ? null : identity);
      const { color, colorDark } = this.#settings;
      for (const [theme, wish] of [["light", color], ["dark", colorDark]] as const) {
        const { accent, onAccent } = readableAccent(wish, surfaces[theme]);
        this.#panel.parentElement?.style.setProperty(`--accent-${theme}`, accent);
        this.#panel.parentElement?.style.setProperty(`--on-accent-${theme}`, onAccent);
      } // prettier-ignore
      this.#show();
    }

    /** At most once a frame, however many tokens arrive. */
    #schedule(): void {
      if (this.#frame !== 0) return;
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#show();
      });
    }

    #show(): void {
      if (!this.isConnected) return;
      if (this.#isOpen) this.#talk().markRead();
      const now = this.#talk().snapshot();
      const { state, operator, activity } = now.transcript;
      const person = state === "human" ? operator : null;
      this.#header.show(this.#settings, person);
      this.#banner.show(now);
      this.#log.show(now, this.#explaining);
      this.#composer.show({ closed: state === "closed", writing: activity !== null && state !== "human" && now.line === "open", person });
      this.#foot.show({ state, wantsPerson: now.wantsPerson, person });
      this.#badge.hidden = this.#isOpen || now.unread === 0;
      this.#badge.textContent = now.unread > 9 ? "9+" : String(now.unread);
      const label = this.#isOpen ? strings.close : this.#settings.launcherLabel;
      this.#launcher.setAttribute("aria-label", this.#badge.hidden ? label : `${label}, ${strings.unread(now.unread)}`);
    }
  }
  customElements.define("edgedesk-widget", EdgedeskWidget);
}

function readOpen(): boolean {
  try {
    return sessionStorage.getItem(openKey) === "1";
  } catch {
    return false;
  }
}

function storeOpen(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(openKey, "1");
    else sessionStorage.removeItem(openKey);
  } catch {
    // Storage is refused: the panel begins closed next time.
  }
}
