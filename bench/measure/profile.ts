/**
 * Where the time goes: V8's sampling profile of the running Worker, read over its inspector (Chrome DevTools Protocol, domain Profiler), and added up by
 * source file. A bundle of esbuild says above each part which file it came from, so that no source map is needed.
 */
import { readFileSync } from "node:fs";
import { type RawData, WebSocket } from "ws";
import { z } from "zod";
import { textOf } from "../load/frames.ts";

const NodeSchema = z.object({
  id: z.int(),
  callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.int() }),
  hitCount: z.int().default(0),
  children: z.array(z.int()).default([]),
});
const ProfileSchema = z.object({ profile: z.object({ nodes: z.array(NodeSchema), startTime: z.number(), endTime: z.number() }) });
const AnswerSchema = z.object({
  id: z.int().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

type ProfileNode = z.infer<typeof NodeSchema>;
export type Profile = z.infer<typeof ProfileSchema>["profile"];

/** Microseconds between samples. */
const samplingIntervalUs = 200;

/** Samples the Worker while `work` runs. */
export async function profileOf(inspectorUrl: string, work: () => Promise<void>): Promise<Profile> {
  const socket = new WebSocket(inspectorUrl);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  let last = 0;
  const ask = (method: string, params: object = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const onMessage = (data: RawData): void => {
        const answer = AnswerSchema.parse(JSON.parse(textOf(data)));
        if (answer.id !== id) return;
        socket.off("message", onMessage);
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
        else resolve(answer.result);
      };
      socket.on("message", onMessage);
      socket.send(JSON.stringify({ id, method, params }));
    });
  try {
    await ask("Profiler.enable");
    await ask("Profiler.setSamplingInterval", { interval: samplingIntervalUs });
    await ask("Profiler.start");
    await work();
    return ProfileSchema.parse(await ask("Profiler.stop")).profile;
  } finally {
    socket.close();
  }
}

/** A name and its share of all busy samples, [0, 1]; largest first. */
export type Shares = { name: string; share: number }[];

const idle: ReadonlySet<string> = new Set(["(root)", "(program)", "(idle)"]);

/** Time spent in each source file's own code. */
export function sharesByFile(profile: Profile, mainModule: string): Shares {
  const fileAt = filesOf(mainModule);
  return sharesOf(profile, ({ callFrame }) =>
    callFrame.functionName.startsWith("(") ? callFrame.functionName : fileAt(callFrame.lineNumber),
  );
}

/** Time spent in each function's own code. */
export function sharesByFunction(profile: Profile, mainModule: string): Shares {
  const fileAt = filesOf(mainModule);
  return sharesOf(profile, ({ callFrame: { functionName, lineNumber } }) =>
    functionName.startsWith("(") ? functionName : `${functionName || "(anonymous)"} ${fileAt(lineNumber)}:${lineNumber + 1}`,
  );
}

/** Time spent in the named functions and everything that they call. A function within another one of the list counts for the outer one. */
export function sharesWithin(profile: Profile, functions: readonly string[]): Shares {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const hits = new Map<string, number>(functions.map((name) => [name, 0]));
  let busy = 0;
  const walk = (node: ProfileNode, within: string | null): void => {
    const { functionName } = node.callFrame;
    const owner = within ?? (hits.has(functionName) ? functionName : null);
    if (!idle.has(functionName)) {
      busy += node.hitCount;
      if (owner !== null) hits.set(owner, (hits.get(owner) ?? 0) + node.hitCount);
    }
    for (const child of node.children) {
      const next = nodes.get(child);
      if (next) walk(next, owner);
    }
  };
  const root = profile.nodes[0];
  if (root) walk(root, null);
  return sorted(hits, busy);
}

function sharesOf(profile: Profile, nameOf: (node: ProfileNode) => string): Shares {
  const hits = new Map<string, number>();
  let busy = 0;
  for (const node of profile.nodes) {
    if (idle.has(node.callFrame.functionName)) continue;
    const name = nameOf(node);
    hits.set(name, (hits.get(name) ?? 0) + node.hitCount);
    busy += node.hitCount;
  }
  return sorted(hits, busy);
}

const sorted = (hits: ReadonlyMap<string, number>, all: number): Shares =>
  [...hits].map(([name, count]) => ({ name, share: count / Math.max(1, all) })).toSorted((a, b) => b.share - a.share);

/** Which file a line (from 0) of the bundle came from. */
function filesOf(mainModule: string): (line: number) => string {
  let file = "(bundle)";
  const files = readFileSync(mainModule, "utf8")
    .split("\n")
    .map((line) => {
      file = /^\s*\/\/ (?:\S*\/)?((?:src|node_modules|dist)\/\S+)$/.exec(line)?.[1] ?? file;
      return file;
    });
  return (line) => files[line] ?? "(runtime)";
}
