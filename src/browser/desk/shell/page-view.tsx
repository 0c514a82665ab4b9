/**
 * One page of the desk, its file loaded when it is first opened. Not React's `lazy`: what that shows meanwhile stays for 300 ms at the least, which a page that is there within a few (the first one
 * comes with the desk) would be made to wait.
 */
import { type ComponentType, useEffect, useState } from "react";
import { Spinner } from "#desk/ui/states";
import type { DeskPage } from "../pages.ts";

const loaded = new Map<string, ComponentType>();

/** @param of the page for as long as this is mounted. Throws what loading it throws, for the boundary around it. */
export function PageView({ of: { path, load } }: { of: DeskPage }) {
  const [, look] = useState(0);
  const [broken, setBroken] = useState<{ error: unknown } | null>(null);
  const View = loaded.get(path);
  useEffect(() => {
    if (loaded.has(path)) return;
    load().then(
      ({ Page }) => {
        loaded.set(path, Page);
        look((times) => times + 1);
      },
      (error: unknown) => setBroken({ error }),
    );
  }, [path, load]);
  if (broken !== null) throw broken.error;
  return View === undefined ? <Spinner /> : <View />;
}
