/** Asks before a conversation is closed, because the customer can write no more in it; and why, which only the desk reads. */
import { useState } from "react";
import type { SettledReason } from "#contracts/desk";
import { Button } from "#desk/ui/button";
import { Dialog } from "#desk/ui/dialog";
import { settledReasons } from "../../words.ts";

type Props = {
  isOpen: boolean;
  /** A colleague who has the conversation. */
  other: string | null;
  onClose: () => void;
  close: (reason: SettledReason) => void;
};

export function CloseDialog({ isOpen, other, onClose, close }: Props) {
  const [reason, setReason] = useState<SettledReason>("resolved");
  const actions = (
    <>
      <Button onPress={onClose}>Leave it open</Button>
      <Button kind="danger" onPress={() => close(reason)}>
        Close the conversation
      </Button>
    </>
  );
  return (
    <Dialog title="Close this conversation?" size="small" isOpen={isOpen} onClose={onClose} actions={actions}>
      {other === null ? null : (
        <p>
          <strong>{other} has this conversation.</strong>
        </p>
      )}
      <p>The customer can write no more in it, is asked how it was, and may begin another. The ticket is closed with it.</p>
      <fieldset className="radios">
        <legend>Why? Only the desk reads this.</legend>
        {settledReasons.map(({ reason: one, title, about }) => (
          <label key={one}>
            <input type="radio" name="settled-as" value={one} checked={reason === one} onChange={() => setReason(one)} />
            <span>
              {title}
              <small>{about}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </Dialog>
  );
}
