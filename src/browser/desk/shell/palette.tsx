/** Ctrl or Cmd and K: everything that can be done at this moment, found by typing. */
import { useState } from "react";
import { Autocomplete, useFilter } from "react-aria-components/Autocomplete";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Header } from "react-aria-components/Header";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { SearchField } from "react-aria-components/SearchField";
import { Icon } from "#desk/ui/icon";
import { keyWords, useOffered } from "./commands.ts";

export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <ModalOverlay className="overlay top" isOpen={isOpen} onOpenChange={(open) => (open ? undefined : onClose())} isDismissable>
      <Modal className="modal palette">
        <AriaDialog aria-label="Commands">
          <Commands onClose={onClose} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Commands({ onClose }: { onClose: () => void }) {
  const { contains } = useFilter({ sensitivity: "base" });
  const [typed, setTyped] = useState("");
  const commands = useOffered().filter(({ isMovement }) => isMovement !== true);
  const groups = [...Map.groupBy(commands, ({ group }) => group)].toReversed();
  const run = (id: string): void => {
    onClose();
    // After the dialog has given the focus back, so that a command may take it.
    const command = commands.find((one) => one.id === id);
    setTimeout(() => command?.run(), 0);
  };
  return (
    <Autocomplete filter={contains} inputValue={typed} onInputChange={setTyped}>
      <SearchField
        className="palette-field"
        aria-label="Search for a command"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type
        autoFocus
      >
        <Icon name="search" />
        <Input placeholder="What do you want to do?" />
      </SearchField>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable (WCAG 2.1.1) */}
      <div className="palette-list" role="group" aria-label="Found" tabIndex={0}>
        <Menu
          aria-label="Commands"
          onAction={(key) => run(String(key))}
          renderEmptyState={() => <p className="palette-empty">No command has these words.</p>}
        >
          {groups.map(([group, members]) => (
            <MenuSection key={group}>
              <Header>{group}</Header>
              {members.map(({ id, title, keys = [] }) => (
                <MenuItem key={id} id={id} className="menu-item" textValue={`${title} ${group}`}>
                  <span className="grow">{title}</span>
                  {keys.slice(0, 1).map((key) => (
                    <kbd key={key} className="key">
                      {keyWords(key)}
                    </kbd>
                  ))}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </div>
    </Autocomplete>
  );
}
