/**
 * The way from the launcher to the panel, which is a module of its own and is loaded when somebody is about to need it, together with the words of one language.
 * Both files carry the build's fingerprint in their address, so that a launcher never meets a panel of another build.
 */
import type { Strings } from "#browser/widget/strings/table";
import type { Emit } from "./host-events.ts";
import type { Chosen, Language } from "./language.ts";
import type { Settings } from "./settings.ts";

/** What the panel is given. */
export type PanelHost = {
  /** The shadow root's one element. The panel puts itself at its beginning and its style sheet into the root. */
  root: HTMLElement;
  settings: () => Settings;
  chosen: Chosen;
  emit: Emit;
  unread: (count: number) => void;
  close: () => void;
};

export type Panel = {
  /** `focus`: the visitor opened it just now. */
  show: (focus: boolean) => void;
  hide: () => void;
  ask: (text: string) => void;
  identify: (token: string | null) => void;
  /** The settings have changed. */
  refresh: () => void;
  dispose: () => void;
};

export type MountPanel = (host: PanelHost, strings: Strings) => Panel;

declare const EDGEDESK_BUILD: string;

type PanelModule = { mountPanel: MountPanel };
type StringsModule = { strings: Strings };

/** `base`: address of the launcher's script. Rejects when a file cannot be had. */
export async function openDoor(base: string, language: Language, host: PanelHost): Promise<Panel> {
  const fetchModule = (name: string): Promise<unknown> => import(new URL(`widget/${name}.js?${EDGEDESK_BUILD}`, base).href);
  const [panel, words] = await Promise.all([fetchModule("panel"), fetchModule(`strings-${language}`)]);
  if (!isPanel(panel) || !isStrings(words)) throw new Error("The widget's files are not of one build.");
  return panel.mountPanel(host, words.strings);
}

const isPanel = (module: unknown): module is PanelModule => hasOwn(module, "mountPanel", "function");
const isStrings = (module: unknown): module is StringsModule => hasOwn(module, "strings", "object");

const hasOwn = (module: unknown, name: string, type: string): boolean =>
  typeof module === "object" && module !== null && typeof Reflect.get(module, name) === type;
