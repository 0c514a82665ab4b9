/**
 * What the widget keeps on the visitor's device, per desk: how to get back into the conversation and into earlier ones, what was not confirmed yet,
 * how far it was read. In a page shared by the tabs of a site: each change starts from what is stored, and the other tabs hear of it. Where storage is
 * refused (private windows, policies), the same lives in memory for as long as the page does.
 */
import type { ConversationStartedSchema } from "#contracts/conversations";
import type { z } from "zod";
import type { Store, Surroundings } from "./surroundings.ts";
import {
  anything,
  type Demanded,
  flag,
  type Guard,
  type Guarded,
  list,
  nullable,
  number,
  parseJson,
  record,
  text,
} from "#browser/wire/guards";

export const isPass = record({ id: text, token: text, expiresAt: text, renewal: text });
/** The right to one conversation: its short-lived token, and what it is renewed with. */
export type Pass = Demanded<Guarded<typeof isPass>, z.infer<typeof ConversationStartedSchema>>;

const isUnsent = record({ id: text, text, at: text, refused: nullable(text) });
/** A message without an ack. `refused`: why the desk did not take it; it is then sent again only when asked. */
export type Unsent = Guarded<typeof isUnsent>;

const isEarlier = record({ pass: isPass, title: text, at: text });
/** A conversation that the visitor left. `title`: the customer's first words, shortened. `at`: when it was last open, ISO 8601. */
export type Earlier = Guarded<typeof isEarlier>;

const isMemory = record({ pass: nullable(isPass), outbox: list(isUnsent), wantsPerson: flag, read: number, lastAt: text });

export type Memory = Guarded<typeof isMemory> & {
  /** Messages from the company that were not read, for pages that have not opened the chat yet. */
  unread: number;
  /** The host site has vouched for the customer of this conversation. */
  identified: boolean;
  /** Newest first. */
  earlier: readonly Earlier[];
};

export const nothing: Memory = {
  pass: null,
  outbox: [],
  wantsPerson: false,
  read: 0,
  lastAt: "",
  unread: 0,
  identified: false,
  earlier: [],
};

export type Device = {
  memory: () => Memory;
  update: (change: (memory: Memory) => Memory) => void;
  dispose: () => void;
};

export const deviceKey = (desk: string): string => `edgedesk.v1:${desk}`;

/** `desk`: origin of the desk. `changed`: something is different; `elsewhere`: another tab made it so. */
export function openDevice(
  desk: string,
  { storage, onElsewhere }: Pick<Surroundings, "storage" | "onElsewhere">,
  changed: (elsewhere: boolean) => void,
): Device {
  const key = deviceKey(desk);
  let memory = load(storage, key) ?? nothing;
  const dispose = onElsewhere(key, () => {
    memory = load(storage, key) ?? nothing;
    changed(true);
  });
  return {
    memory: () => memory,
    update: (change) => {
      memory = change(load(storage, key) ?? memory);
      store(storage, key, memory);
      changed(false);
    },
    dispose,
  };
}

/** Null: nothing is stored, or it cannot be read. */
function load(storage: Store, key: string): Memory | null {
  try {
    return readMemory(storage.getItem(key) ?? "");
  } catch {
    return null;
  }
}

/** What an older widget did not store has its beginning's value. */
export function readMemory(source: string): Memory | null {
  const value = parseJson(source, anything);
  if (!isMemory(value)) return null;
  const kept = <T>(name: keyof Memory, guard: Guard<T>, otherwise: T): T => {
    const found: unknown = Reflect.get(value, name);
    return guard(found) ? found : otherwise;
  };
  return {
    ...value,
    unread: kept("unread", number, 0),
    identified: kept("identified", flag, false),
    earlier: kept<readonly Earlier[]>("earlier", list(isEarlier), []),
  };
}

function store(storage: Store, key: string, memory: Memory): void {
  try {
    storage.setItem(key, JSON.stringify(memory));
  } catch {
    // Full or refused: it lives as long as the page.
  }
}
