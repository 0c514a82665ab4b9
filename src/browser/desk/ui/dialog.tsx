/** A question or a form above the page. Focus stays in it, Escape closes it, and focus returns to where it was. */
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { IconButton } from "./button.tsx";

type Props = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  size?: "small" | "normal" | "wide";
  /** What can be done, the main thing last. */
  actions?: ReactNode;
  children: ReactNode;
};

export const Dialog = ({ title, isOpen, onClose, size = "normal", actions, children }: Props) => (
  <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(open) => (open ? undefined : onClose())} isDismissable>
    <Modal className={`modal ${size}`}>
      <AriaDialog className="dialog">
        <header>
          <Heading slot="title">{title}</Heading>
          <IconButton label="Close" icon="close" onPress={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        {actions === undefined ? null : <footer>{actions}</footer>}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
);
