/** A button that opens a list of things to do. */
import type { ReactNode } from "react";
import { Menu as AriaMenu, MenuItem as AriaItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";

/** `trigger`: a `Button` or `IconButton`. */
export const Menu = ({ label, trigger, children }: { label: string; trigger: ReactNode; children: ReactNode }) => (
  <MenuTrigger>
    {trigger}
    <Popover className="popover" offset={6}>
      <AriaMenu className="menu" aria-label={label}>
        {children}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
);

export const MenuItem = ({ onAction, isSelected = false, children, text }: Item) => (
  <AriaItem className={`menu-item${isSelected ? " chosen" : ""}`} onAction={onAction} textValue={text}>
    {children}
  </AriaItem>
);

type Item = { onAction: () => void; isSelected?: boolean; children: ReactNode; /** What the item says, for typing ahead. */ text: string };
