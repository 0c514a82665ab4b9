/** Buttons. `primary`: the one thing to do here; `plain`: everything beside it; `quiet`: a small thing that needs no frame; `danger`: cannot be undone. */
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaProps } from "react-aria-components/Button";
import { Tooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import { keyWords } from "../shell/commands.ts";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";

type Props = Omit<AriaProps, "className" | "children"> & {
  kind?: "primary" | "plain" | "quiet" | "danger";
  size?: "small" | "normal";
  icon?: IconName;
  /** A key that does the same (see `useCommands`), shown on the button. */
  keys?: string;
  children?: ReactNode;
};

export const Button = ({ kind = "plain", size = "normal", icon, keys, children, ...rest }: Props) => (
  <AriaButton {...rest} className={`button ${kind} ${size}`}>
    {icon === undefined ? null : <Icon name={icon} size={size === "small" ? 15 : 17} />}
    {children}
    {keys === undefined ? null : (
      <kbd className="key" aria-hidden="true">
        {keyWords(keys)}
      </kbd>
    )}
  </AriaButton>
);

/** A picture alone; `label` is its name, and is shown when the pointer or the focus rests on it. */
export const IconButton = ({
  label,
  icon,
  keys,
  ...rest
}: Omit<Props, "children" | "kind" | "size"> & { label: string; icon: IconName }) => (
  <TooltipTrigger delay={500} closeDelay={80}>
    <AriaButton {...rest} className="icon-button" aria-label={label}>
      <Icon name={icon} />
    </AriaButton>
    <Tooltip className="tooltip" offset={6}>
      {label}
      {keys === undefined ? null : <kbd className="key">{keyWords(keys)}</kbd>}
    </Tooltip>
  </TooltipTrigger>
);
