/** Where an operator writes: to the customer, or a note for colleagues. What did not go through keeps its words and its id, so that trying again cannot double it. */
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { anything } from "#browser/wire/guards";
import { Button, IconButton } from "#desk/ui/button";
import { Icon } from "#desk/ui/icon";
import { useOperator } from "../../shell/operator.ts";
import { notify } from "../../shell/notices.ts";
import { settledWords } from "../../words.ts";
import { type Draft, isDraft } from "../wire.ts";
import { Sources } from "./entries.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import type { LiveTalk, TalkState } from "./live-talk.ts";
import { Macros } from "./macros.tsx";

type Mode = "reply" | "note";
export type ComposerHandle = { write: (mode: Mode) => void; draft: () => void };
type Props = { ref: Ref<ComposerHandle>; talk: LiveTalk; state: TalkState; take: () => void };

export function Composer({ ref, talk, state: { card, people }, take }: Props) {
  const { ask, name } = useOperator();
  const [mode, setMode] = useState<Mode>("reply");
  const [texts, setTexts] = useState({ reply: "", note: "" });
  const [draft, setDraft] = useState<Draft | null>(null);
  const [busy, setBusy] = useState<"sending" | "drafting" | null>(null);
  const [isLinking, setLinking] = useState(false);
  const ids = useRef({ reply: crypto.randomUUID(), note: crypto.randomUUID() });
  const input = useRef<HTMLTextAreaElement>(null);
  const isMine = card?.state === "human" && card.owner === name;
  const owner = card?.state === "human" && !isMine ? card.owner : null;
  const isLocked = mode === "reply" && !isMine;
  const text = texts[mode];
  const writer = people.find((person) => person.isWriting && person.name !== name);
  const set = (next: string): void => setTexts((all) => ({ ...all, [mode]: next }));
  const focus = (): void => void setTimeout(() => input.current?.focus(), 0);

  useImperativeHandle(ref, () => ({
    write: (next) => {
      setMode(next);
      focus();
    },
    draft: () => void makeDraft(),
  }));
  // What was taken away in mid-sentence is kept as a note would be: nothing that was written is lost.
  useEffect(() => {
    if (!isMine) setDraft(null);
  }, [isMine]);

  async function makeDraft(): Promise<void> {
    if (!isMine) return notify("Take the conversation over first (E).");
    setMode("reply");
    setBusy("drafting");
    const outcome = await ask(`/v1/conversations/${encodeURIComponent(talk.id)}/draft`, isDraft, { method: "POST" });
    setBusy(null);
    if (!outcome.ok) return notify(outcome.refusal.message, "bad");
    if (outcome.value.text === "") return notify("The articles do not answer this. No draft was made.");
    setDraft(outcome.value);
    setTexts((all) => ({ ...all, reply: withoutMarks(outcome.value.text) }));
    focus();
  }

  async function send(): Promise<void> {
    const words = text.trim().toWellFormed();
    if (words === "" || busy !== null || isLocked) return;
    setBusy("sending");
    // Now and not when it is stored: by then the operator may be elsewhere.
    focus();
    const path = `/v1/conversations/${encodeURIComponent(talk.id)}/${mode === "note" ? "notes" : "replies"}`;
    const outcome = await ask(path, anything, { method: "POST", body: { id: ids.current[mode], text: words, operator: name } });
    setBusy(null);
    if (!outcome.ok) return notify(`Not sent. ${outcome.refusal.message}`, "bad");
    ids.current[mode] = crypto.randomUUID();
    // What was typed on meanwhile stays.
    setTexts((all) => ({ ...all, [mode]: all[mode].startsWith(text) ? all[mode].slice(text.length).trimStart() : all[mode] }));
    if (mode === "reply") setDraft(null);
  }

  function pressed(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      input.current?.blur();
    }
  }

  function insert(words: string): void {
    const at = input.current?.selectionStart ?? text.length;
    set(`${text.slice(0, at)}${words}${text.slice(at)}`);
    focus();
  }

  if (card?.state === "closed")
    return (
      <p className="composer-closed">
        {card.settled === null
          ? "The customer has closed this conversation."
          : `${card.settled.operator} closed this conversation: ${settledWords(card.settled.reason).toLowerCase()}.`}
      </p>
    );
  return (
    <div className={`composer ${mode}`}>
      <div className="composer-top">
        <div role="group" aria-label="Write" className="modes">
          {(["reply", "note"] as const).map((one) => (
            <button key={one} type="button" aria-pressed={mode === one} onClick={() => setMode(one)}>
              {one === "reply" ? "Reply" : "Note"}
            </button>
          ))}
        </div>
        {writer === undefined ? null : <p className="composer-writer">{writer.name} is writing…</p>}
      </div>
      {draft === null || mode === "note" ? null : (
        <div className="draft" role="status">
          <p>
            <Icon name="spark" size={14} /> <strong>AI draft</strong> for “{draft.question}”. Read it before you send it.
          </p>
          <Sources citations={draft.citations} />
          <Button
            size="small"
            kind="quiet"
            onPress={() => {
              setDraft(null);
              set("");
            }}
          >
            Discard
          </Button>
        </div>
      )}
      {isLocked ? (
        <div className="composer-locked">
          <p>
            {owner !== null
              ? `${owner} has this conversation and answers the customer.`
              : card?.state === "waiting"
                ? "The customer waits for a person. Take the conversation over to answer."
                : "The AI has the conversation. Take it over to answer."}
          </p>
          <Button kind={owner === null ? "primary" : "plain"} keys="e" onPress={take}>
            {owner === null ? "Take over" : `Take over from ${owner}`}
          </Button>
        </div>
      ) : (
        <textarea
          ref={input}
          id={mode}
          rows={3}
          dir="auto"
          aria-label={mode === "reply" ? "Reply" : "Note"}
          placeholder={mode === "reply" ? "Write to the customer…" : "For colleagues only. The customer never sees it."}
          value={text}
          onChange={({ target }) => {
            set(target.value);
            talk.typing(mode === "note");
          }}
          onKeyDown={pressed}
        />
      )}
      {isLocked ? null : (
        <div className="composer-foot">
          {mode === "note" ? null : (
            <>
              <Button size="small" kind="quiet" icon="spark" isDisabled={busy !== null} onPress={() => void makeDraft()}>
                {busy === "drafting" ? "Drafting…" : "Draft"}
              </Button>
              <Macros customer={card?.customer?.name ?? ""} ticket={card?.ticket?.number ?? ""} insert={insert} />
            </>
          )}
          <IconButton label="Insert a link" icon="link" onPress={() => setLinking(true)} />
          <span className="composer-hint">↵ sends, ⇧↵ begins a line</span>
          <Button
            kind="primary"
            icon={mode === "note" ? "note" : "send"}
            isDisabled={busy !== null || text.trim() === ""}
            onPress={() => void send()}
          >
            {mode === "note" ? "Add note" : "Send"}
          </Button>
        </div>
      )}
      <LinkDialog isOpen={isLinking} onClose={() => setLinking(false)} insert={insert} />
    </div>
  );
}

/** A person's words carry no numbered marks: the sources stand beside the draft. */
const withoutMarks = (text: string): string => text.replace(/\s*\[\d{1,3}\](?!\()/g, "");
