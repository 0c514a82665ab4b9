/** A file or a page for the customer, as a link: https only, as for every link that a customer sees (src/browser/markdown/links.ts). */
import { type FormEvent, useState } from "react";
import { readLink } from "#browser/markdown/links";
import { Button } from "#desk/ui/button";
import { Dialog } from "#desk/ui/dialog";
import { Field } from "#desk/ui/field";

type Props = { isOpen: boolean; onClose: () => void; insert: (words: string) => void };

export function LinkDialog({ isOpen, onClose, insert }: Props) {
  return (
    <Dialog title="Insert a link" size="small" isOpen={isOpen} onClose={onClose}>
      <LinkForm onClose={onClose} insert={insert} />
    </Dialog>
  );
}

function LinkForm({ onClose, insert }: Omit<Props, "isOpen">) {
  const [url, setUrl] = useState("");
  const [label, setLabel] = useState("");
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const target = readLink(url.trim());
    if (target === null || /[()\s<>]/.test(url.trim())) {
      setError("Links begin with https:// and have no spaces, brackets or a name before the host.");
      return;
    }
    const words = label.replace(/[[\]\n]/g, " ").trim();
    insert(`[${words === "" ? url.trim() : words}](${url.trim()})`);
    onClose();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label="Address"
        placeholder="https://…"
        help="Of the file or page. Upload files where you keep them, and share the link."
        value={url}
        onChange={setUrl}
        error={error}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type
        autoFocus
      />
      <Field label="Words" placeholder="Your return label" value={label} onChange={setLabel} />
      <Button type="submit" kind="primary">
        Insert
      </Button>
    </form>
  );
}
