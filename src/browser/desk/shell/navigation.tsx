/** The pages, and who is signed in. A column at the side; on a phone a row at the bottom. */
import { brand } from "#browser/page/brand";
import { AlertCount } from "#desk/alerts/alert-count";
import { Button as AriaButton } from "react-aria-components/Button";
import { IconButton } from "#desk/ui/button";
import { Icon } from "#desk/ui/icon";
import { Link } from "#desk/ui/link";
import { Menu, MenuItem } from "#desk/ui/menu";
import type { IconName } from "../ui/icons.ts";
import { initials } from "../words.ts";
import { pages } from "../pages.ts";
import { useOperator } from "./operator.ts";
import { pathTo } from "./place.ts";
import { chooseTheme, type Theme, themes, useTheme } from "./theme.ts";

type Props = { page: string; openPalette: () => void; openHelp: () => void; openName: () => void };

const themeWords: Record<Theme, { icon: IconName; text: string }> = {
  system: { icon: "screen", text: "As the system" },
  light: { icon: "sun", text: "Light" },
  dark: { icon: "moon", text: "Dark" },
};

export const Navigation = ({ page, openPalette, openHelp, openName }: Props) => (
  <header className="rail">
    <span className="rail-brand" title={brand.name} aria-hidden="true">
      {initials(brand.name).slice(0, 1)}
    </span>
    <nav aria-label="Desk">
      <ul>
        {pages.map(({ path, title, icon }) => (
          <li key={path}>
            <Link href={pathTo(path)} aria-current={path === page ? "page" : undefined}>
              <Icon name={icon} size={20} />
              <span>{title}</span>
              {path === "operations" ? <AlertCount /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
    <div className="rail-foot">
      <IconButton label="Search for a command" icon="search" keys="mod+k" onPress={openPalette} />
      <IconButton label="Keyboard shortcuts" icon="help" keys="?" onPress={openHelp} />
      <Me openName={openName} />
    </div>
  </header>
);

function Me({ openName }: { openName: () => void }) {
  const { name, signOut } = useOperator();
  const theme = useTheme();
  const trigger = (
    <AriaButton className="me" aria-label={`You: ${name}`}>
      <span className="avatar">{initials(name)}</span>
    </AriaButton>
  );
  return (
    <Menu label="You" trigger={trigger}>
      <MenuItem text={name} onAction={openName}>
        <Icon name="person" size={16} />
        <span className="menu-two">
          {name}
          <small>The name that customers read. Change…</small>
        </span>
      </MenuItem>
      {themes.map((one) => (
        <MenuItem key={one} text={themeWords[one].text} isSelected={one === theme} onAction={() => chooseTheme(one)}>
          <Icon name={themeWords[one].icon} size={16} />
          {themeWords[one].text}
        </MenuItem>
      ))}
      <MenuItem text="Sign out" onAction={() => signOut()}>
        <Icon name="leave" size={16} />
        Sign out
      </MenuItem>
    </Menu>
  );
}
