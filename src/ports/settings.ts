/** What admins set on the running desk, over the files of `support/`. */
import type { SettingName, Settings, SettingsView } from "#contracts/settings";
import type { Result } from "#domain/result";

export type SettingsChange = {
  set: { [Name in SettingName]?: Settings[Name] | undefined };
  /** Go back to what the files say. */
  reset?: readonly SettingName[] | undefined;
  /** Change nothing unless this is the version that is stored. */
  ifVersion?: number | undefined;
};

export interface SettingsStore {
  /** What is in force; may be some seconds behind. Never waits for the store once something was loaded. */
  current(): Promise<Settings>;
  /** What is stored now. Throws when the store does not answer. */
  stored(): Promise<SettingsView>;
  /** Changes what is named and leaves the rest, all of it or none; gives what is stored then. Throws when the store does not answer. */
  change(change: SettingsChange): Promise<Result<SettingsView, { reason: "stale"; version: number }>>;
}
