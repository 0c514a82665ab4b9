/** The panel with the conversation: wires what is seen to what is said. The launcher opens and closes it and tells the host page. */
import { openConversation } from "#browser/conversation/conversation";
import type { Conversation } from "#browser/conversation/visit";
import type { MountPanel, Panel, PanelHost } from "#browser/launcher/door";
import { h } from "#browser/page/dom";
import type { KnownEvent } from "#browser/wire/events";
import { announcementOf, messageOf } from "./announcements.ts";
import { pageSurroundings } from "./page-surroundings.ts";
import { makePhone } from "./phone.ts";
import { makePresence } from "./presence.ts";
import { saveText } from "./save-text.ts";
import type { Strings } from "./strings/table.ts";
import { makeBanner } from "./view/banner.ts";
import { makeComposer } from "./view/composer.ts";
import { erasurePage } from "./view/erasure.ts";
import { makeFoot } from "./view/foot.ts";
import { makeHeader } from "./view/header.ts";
import { historyPage } from "./view/history.ts";
import { makeLog } from "./view/log.ts";
import { makePassagePanel } from "./view/passage.ts";
import { makeSheet } from "./view/sheet.ts";
import { makeTimes } from "./view/times.ts";
import styles from "./widget.css";

export const mountPanel: MountPanel = (host, strings) => new ChatPanel(host, strings);

class ChatPanel implements Panel {
  readonly #host: PanelHost;
  readonly #strings: Strings;
  readonly #manner;
  #talk: Conversation;
  #desk: string;
  #isOpen = false;
  #explaining: string | null = null;
  #frame = 0;
  readonly #sheet = new CSSStyleSheet();
  readonly #header;
  readonly #banner;
  readonly #presence;
  readonly #passage;
  readonly #history;
  readonly #erasure;
  readonly #log;
  readonly #composer;
  readonly #foot;
  readonly #announcer = h("div", { class: "away", role: "status", "aria-live": "polite" });
  readonly #below;
  readonly #element;
  readonly #phone;

  constructor(host: PanelHost, strings: Strings) {
    this.#host = host;
    this.#strings = strings;
    const { locale } = host.chosen;
    this.#manner = { strings, times: makeTimes(locale) };
    this.#desk = host.settings().desk;
    this.#talk = this.#openConversation();
    this.#presence = makePresence(this.#manner, () => this.#schedule());
    const cover = (covered: boolean): void => void (this.#below.inert = covered);
    const toMenu = (): HTMLElement => this.#header.element.querySelector<HTMLElement>(".more") ?? this.#header.element;
    this.#header = makeHeader(strings, host.close, {
      history: () => this.#openHistory(),
      download: () => void this.#download(),
      end: () => void this.#end(),
      erase: () => this.#openErasure(),
    });
    this.#banner = makeBanner(strings, () => this.#talk.reconnect(), () => this.#schedule()); // prettier-ignore
    this.#passage = makePassagePanel(strings, () => host.settings().desk, cover);
    this.#history = makeSheet("history-title", strings.history, strings.back, cover, toMenu);
    this.#erasure = makeSheet("erasure-title", strings.eraseQuestion, strings.back, cover, toMenu);
    this.#log = makeLog(this.#manner, host.settings, {
      openPassage: (citation, mark) => this.#passage.open(citation, mark),
      articleUrl: (id, anchor) => new URL(`/articles/${id}${anchor === "" ? "" : `#${anchor}`}`, host.settings().desk).href,
      rate: (turn, rating, reason) => this.#talk.rate(turn, rating, reason),
      explain: (turn) => this.#explain(turn),
      askPerson: () => this.#askPerson(),
      reply: (text) => this.#say(text),
      retry: (id) => this.#talk.retry(id),
      discard: (id) => this.#talk.discard(id),
      ask: (text) => this.ask(text),
      startOver: () => this.#startOver(),
      leaveContact: (email) => this.#leaveContact(email),
      changeContact: () => this.#presence.changeContact(true),
      judge: (verdict) => this.#talk.judge(verdict),
      decide: (proposal, accept) => this.#talk.decide(proposal, accept),
    });
    this.#composer = makeComposer(strings, locale, {
      send: (text) => this.#send(text),
      stop: () => this.#stop(),
      typing: () => this.#talk.typing(),
    });
    this.#foot = makeFoot(strings, () => this.#askPerson());
    this.#below = h(
      "div",
      { class: "below" },
      this.#presence.element,
      this.#banner.element,
      this.#log.element,
      this.#composer.element,
      this.#foot.element,
    );
    this.#element = h(
      "div",
      { class: "panel", role: "dialog", "aria-labelledby": "title", on: { keydown: (event) => this.#onKey(event) } },
      this.#header.element,
      this.#below,
      this.#passage.element,
      this.#history.element,
      this.#erasure.element,
    );
    this.#element.inert = true;
    this.#phone = makePhone(this.#element);
    this.#sheet.replaceSync(styles);
    const root = host.root.getRootNode();
    if (root instanceof ShadowRoot) root.adoptedStyleSheets.push(this.#sheet);
    host.root.prepend(this.#element, this.#announcer);
    this.#talk.resume("recent");
    this.#show();
  }

  show(focus: boolean): void {
    this.#isOpen = true;
    this.#element.inert = false;
    this.#phone.update(true);
    this.#talk.resume("always");
    this.#presence.ask(this.#desk);
    this.#show();
    this.#log.toEnd();
    if (focus) this.#composer.focus();
  }

  hide(): void {
    this.#passage.close();
    this.#history.close();
    this.#erasure.close();
    this.#header.closeMenu();
    this.#isOpen = false;
    this.#element.inert = true;
    this.#phone.update(false);
    this.#show();
  }

  ask(text: string): void {
    if (text.trim() !== "") this.#send(text.trim());
    this.#composer.focus();
  }

  identify(token: string | null): void {
    this.#talk.identify(token);
  }

  refresh(): void {
    const { desk } = this.#host.settings();
    if (desk !== this.#desk) {
      this.#desk = desk;
      this.#talk.dispose();
      this.#talk = this.#openConversation();
    }
    this.#show();
  }

  dispose(): void {
    this.#talk.dispose();
    this.#phone.dispose();
    cancelAnimationFrame(this.#frame);
    this.#element.remove();
    this.#announcer.remove();
    const root = this.#host.root.getRootNode();
    if (root instanceof ShadowRoot) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }

  #openConversation(): Conversation {
    return openConversation(this.#desk, pageSurroundings(this.#host.chosen.locale, this.#manner), {
      changed: () => this.#schedule(),
      happened: (event) => this.#hear(event),
      refused: (id) => this.#hearRefused(id),
    });
  }

  #hearRefused(id: string): void {
    const why = this.#talk.snapshot().pending.find((message) => message.id === id)?.refused;
    if (why) this.#announcer.textContent = `${this.#strings.failed}. ${why}`;
  }

  /** From the composer and the suggestions. */
  #send(text: string): void {
    this.#talk.send(text);
    this.#host.emit("message", { from: "customer", text });
  }

  /** A quick reply disappears with its click: the focus goes on to where one writes. */
  #say(text: string): void {
    this.#send(text);
    this.#composer.focus();
  }

  #askPerson(): void {
    if (this.#talk.snapshot().transcript.state === "closed") this.#startOver();
    this.#talk.askPerson();
  }

  #stop(): void {
    const { activity } = this.#talk.snapshot().transcript;
    if (activity !== null) this.#talk.stop(activity.turn);
  }

  #startOver(): void {
    this.#talk.startOver();
    this.#show();
    this.#composer.focus();
  }

  #explain(turn: string | null): void {
    this.#explaining = turn;
    this.#show();
    if (turn !== null) this.#element.querySelector<HTMLElement>("[data-focus=reason]")?.focus();
  }

  #leaveContact(email: string): void {
    this.#presence.changeContact(false);
    this.#talk.leaveContact(email);
    this.#announcer.textContent = this.#strings.contactSaved(email);
  }

  #openHistory(): void {
    const reopen = (id: string): void => {
      this.#history.close();
      this.#talk.reopen(id);
      this.#show();
      this.#log.toEnd();
      this.#composer.focus();
    };
    this.#history.open(historyPage(this.#talk.snapshot().earlier, reopen, this.#manner));
  }

  #openErasure(): void {
    const erase = (): Promise<boolean> => this.#talk.eraseAll();
    const { nodes, focus } = erasurePage(this.#strings, erase, (erased) => {
      this.#erasure.close();
      if (erased) this.#announcer.textContent = this.#strings.erased;
      this.#show();
    });
    this.#erasure.open(nodes, focus);
  }

  async #download(): Promise<void> {
    const text = await this.#talk.text();
    const name = `${this.#strings.downloadName}-${new Date().toISOString().slice(0, 10)}.txt`;
    if (text === null) this.#banner.say(this.#strings.downloadFailed);
    else saveText(text, name);
    this.#show();
  }

  async #end(): Promise<void> {
    if (!(await this.#talk.end())) this.#banner.say(this.#strings.endFailed);
    this.#show();
  }

  #hear(event: KnownEvent): void {
    const words = announcementOf(event, this.#host.settings().assistant, this.#strings);
    if (words !== null) this.#announcer.textContent = words;
    const message = messageOf(event);
    if (message !== null) this.#host.emit("message", message);
    if (event.type === "handoff.requested") this.#host.emit("handoff", { reason: event.reason });
    if (event.type === "conversation.rated") this.#host.emit("rated", { score: event.score });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    if (this.#header.closeMenu()) return;
    const over = [this.#passage, this.#history, this.#erasure].find((one) => one.isOpen());
    if (over) over.close();
    else this.#host.close();
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
    if (this.#isOpen) this.#talk.markRead();
    const now = this.#talk.snapshot();
    const { state, operator, activity } = now.transcript;
    const person = state === "human" ? operator : null;
    this.#header.show(this.#host.settings(), person, this.#talk.begun(), state === "closed");
    this.#presence.show(state);
    this.#banner.show(now);
    this.#log.show(now, { explaining: this.#explaining, asksContact: this.#presence.asksContact(now) });
    this.#composer.show({ closed: state === "closed", writing: activity !== null && state !== "human" && now.line === "open", person });
    this.#foot.show({ state, wantsPerson: now.wantsPerson, person, when: this.#presence.when() });
    this.#host.unread(this.#isOpen ? 0 : now.unread);
  }
}
