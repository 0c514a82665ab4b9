/**
 * Trace contexts (W3C Trace Context, Level 2), and the one thing about them that is ours: the trace of a turn follows from the turn's id. Whoever knows the turn knows its trace: the
 * attempt that runs after a crash, the workflow, an alert, a log line. Nothing has to be stored, and nothing can be lost.
 */

export type TraceContext = {
  /** 32 lower-case hexadecimal digits, not all zero. */
  traceId: string;
  /** 16 lower-case hexadecimal digits, not all zero. */
  spanId: string;
  sampled: boolean;
};

const header = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** A `traceparent`; null when the specification says to take it for absent. */
export function parseTraceparent(text: string | null | undefined): TraceContext | null {
  const [, version, traceId, spanId, flags, more] = header.exec(text ?? "") ?? [];
  if (version === undefined || traceId === undefined || spanId === undefined || flags === undefined || version === "ff") return null;
  // Version 00 ends here; later ones may say more.
  if (version === "00" && more !== undefined) return null;
  if (isZero(traceId) || isZero(spanId)) return null;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export const traceparent = ({ traceId, spanId, sampled }: TraceContext): string => `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;

/** The root of what belongs to `id`, a turn's or a handoff's: the same for the same id, as good as random for another. */
export function rootOf(id: string): TraceContext {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mixed(id);
  return { traceId: hex(a) + hex(b) + hex(c) + hex(d | 1), spanId: hex(e) + hex(f | 1), sampled: true };
}

/** Whether a trace is among the share that is kept. Every hop comes to the same answer (the low bits of a trace id are random). */
export const isSampled = (traceId: string, share: number): boolean => Number.parseInt(traceId.slice(16, 24), 16) < share * 2 ** 32;

const isZero = (digits: string): boolean => /^0+$/.test(digits);
const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, "0");

/** MurmurHash3's words (Appleby, public domain), one for each seed, each of which depends on every character. In one pass. Not for secrets. */
function mixed(text: string): number[] {
  const words = [...seeds];
  for (let i = 0; i < text.length; i++) {
    const letter = Math.imul(rotated(Math.imul(text.charCodeAt(i), 0xcc9e2d51), 15), 0x1b873593);
    for (let lane = 0; lane < words.length; lane++) words[lane] = (Math.imul(rotated((words[lane] ?? 0) ^ letter, 13), 5) + 0xe6546b64) | 0;
  }
  return words.map(finished);
}

const seedOf = (of: number, lane: number): number => of ^ Math.imul(lane, 0xc2b2ae35);
const seeds = [...[1, 2, 3, 4].map((lane) => seedOf(0x9e3779b9, lane)), ...[1, 2].map((lane) => seedOf(0x85ebca6b, lane))];

function finished(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
