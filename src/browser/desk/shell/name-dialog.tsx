/** The name under which the operator writes. */
import { type FormEvent, useState } from "react";
import { Button } from "#desk/ui/button";
import { Dialog } from "#desk/ui/dialog";
import { Field } from "#desk/ui/field";
import { useOperator } from "./operator.ts";

export function NameDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title="Your name" size="small" isOpen={isOpen} onClose={onClose}>
      <NameForm onClose={onClose} />
    </Dialog>
  );
}

function NameForm({ onClose }: { onClose: () => void }) {
  const { name, rename } = useOperator();
  const [next, setNext] = useState(name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (next.trim() === "") return;
    rename(next.trim());
    onClose();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label="You appear as"
        help="Customers read it beside your words, and colleagues on the conversations that you have taken."
        value={next}
        onChange={setNext}
        maxLength={80}
        autoComplete="off"
      />
      <Button type="submit" kind="primary">
        Keep this name
      </Button>
    </form>
  );
}
