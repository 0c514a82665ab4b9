/** Conversations that the visitor left, on this device: to be read and gone on with. Pure. */
import type { Earlier, Memory, Pass } from "./device.ts";
import { nothing } from "./device.ts";
import type { Transcript } from "./transcript.ts";

/** Older ones are forgotten here; at the desk they stay as long as the desk keeps them. */
const mostKept = 20;
const longestTitle = 80;

/** Leaves the present conversation. One in which the customer has said nothing is not worth keeping. */
export function leftBehind(memory: Memory, { entries }: Transcript): Memory {
  const said = entries.find((entry) => entry.kind === "customer");
  if (memory.pass === null || said === undefined) return { ...nothing, earlier: memory.earlier };
  return { ...nothing, earlier: remember(memory.earlier, { pass: memory.pass, title: shortened(said.text), at: memory.lastAt }) };
}

/** Goes back into an earlier one; null: there is none of that id. */
export function goneBack(memory: Memory, id: string): Memory | null {
  const found = memory.earlier.find(({ pass }) => pass.id === id);
  if (found === undefined) return null;
  return { ...nothing, pass: found.pass, lastAt: found.at, earlier: memory.earlier.filter((one) => one !== found) };
}

/** Every conversation that this device can still get into, the present one first. */
export const allPasses = ({ pass, earlier }: Memory): Pass[] => [...(pass === null ? [] : [pass]), ...earlier.map((one) => one.pass)];

const remember = (earlier: readonly Earlier[], left: Earlier): Earlier[] =>
  [left, ...earlier.filter(({ pass }) => pass.id !== left.pass.id)].slice(0, mostKept);

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > longestTitle ? `${line.slice(0, longestTitle - 1).trimEnd()}…`.toWellFormed() : line;
}
