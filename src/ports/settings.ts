/** What operators set on the running desk. */
import type { Settings } from "#contracts/settings";

export interface SettingsStore {
  /** What is in force; may be some seconds behind. Never waits for the store once something was loaded. */
  current(): Promise<Settings>;
  /** Changes what is named and leaves the rest; gives what is stored now. Throws when the store does not answer. */
  change(change: Partial<Settings>): Promise<Settings>;
}
