/** Navigation, the page that the address names, and what belongs to all pages: palette, help, notices, keyboard. */
import { useEffect, useState } from "react";
import { brand } from "#browser/page/brand";
import { pages } from "../pages.ts";
import { listenForKeys, useCommands } from "./commands.ts";
import { Help } from "./help.tsx";
import { Navigation } from "./navigation.tsx";
import { NameDialog } from "./name-dialog.tsx";
import { Notices } from "./notice-list.tsx";
import { PageBoundary } from "./page-boundary.tsx";
import { PageView } from "./page-view.tsx";
import { Palette } from "./palette.tsx";
import { go, pathTo, usePlace } from "./place.ts";
import { chooseTheme } from "./theme.ts";
import { useOperator } from "./operator.ts";

const home = pages[0]?.path ?? "";

export function Frame() {
  const { page } = usePlace();
  const { signOut } = useOperator();
  const [open, setOpen] = useState<"palette" | "help" | "name" | null>(null);
  const current = pages.find(({ path }) => path === page);
  const close = (): void => setOpen(null);

  useEffect(listenForKeys, []);
  useEffect(() => {
    if (current === undefined) go(pathTo(home) + location.search, { replace: true });
    else document.title = `${current.title} · ${brand.name}`;
  }, [current]);
  useCommands([
    { id: "palette", title: "Search for a command", group: "Everywhere", keys: ["mod+k"], isMovement: true, run: () => setOpen("palette") },
    { id: "help", title: "Keyboard shortcuts", group: "Everywhere", keys: ["?"], run: () => setOpen("help") },
    ...pages.map(({ path, title }) => ({ id: `go-${path}`, title: `Go to ${title}`, group: "Go to", run: () => go(pathTo(path)) })),
    { id: "theme-light", title: "Light colours", group: "Appearance", run: () => chooseTheme("light") },
    { id: "theme-dark", title: "Dark colours", group: "Appearance", run: () => chooseTheme("dark") },
    { id: "theme-system", title: "Colours as the system says", group: "Appearance", run: () => chooseTheme("system") },
    { id: "name", title: "Change the name that customers read", group: "You", run: () => setOpen("name") },
    { id: "sign-out", title: "Sign out", group: "You", run: () => signOut() },
  ]);

  return (
    <div className="frame">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <Navigation page={page} openPalette={() => setOpen("palette")} openHelp={() => setOpen("help")} openName={() => setOpen("name")} />
      <main id="page" tabIndex={-1}>
        {current === undefined ? null : (
          <PageBoundary key={page}>
            <PageView of={current} />
          </PageBoundary>
        )}
      </main>
      <Palette isOpen={open === "palette"} onClose={close} />
      <Help isOpen={open === "help"} onClose={close} />
      <NameDialog isOpen={open === "name"} onClose={close} />
      <Notices />
    </div>
  );
}
