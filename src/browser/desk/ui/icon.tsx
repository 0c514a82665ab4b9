/** A decorative picture in the colour of the text around it. What it means must be said beside it. */
import { type IconName, icons } from "./icons.ts";

export const Icon = ({ name, size = 18 }: { name: IconName; size?: number }) => (
  <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
    <path d={icons[name]} />
  </svg>
);
