/**
 * `npm run trace-picture`: docs/images/trace.svg, drawn from spans that were really exported: a desk of its own, a customer who wants a person, and a collector on this machine that writes down what it gets.
 * Leaves no process behind.
 */
import { writeFileSync } from "node:fs";
import { Customer } from "../bench/load/customer.ts";
import { deskWith, eventually } from "../test/elsewhere/desk.ts";
import { Collector } from "../test/doubles/collector.ts";
import type { ReceivedSpan } from "../test/doubles/otlp-receiver.ts";
import { inRepository } from "./repository.ts";
import { endDescendants } from "./process-tree.ts";

const rowPx = 24;
const width = 980;
const namesPx = 330;

/** Traces that were looked at already. */
const seen = new Set<string>();

const collector = new Collector();
const desk = await deskWith({ OTLP_URL: await collector.open() });
try {
  // The first of everything is slow; the second conversation shows how it goes.
  for (let n = 0; n < 2; n++) await handedOff(n === 1);
} finally {
  await desk.stop();
  collector.close();
  await endDescendants(process.pid);
}

async function handedOff(isDrawn: boolean): Promise<void> {
  const customer = await Customer.open(desk.url);
  await customer.say("How do I change my billing address?");
  await customer.say("I was charged twice, let me talk to a human");
  const spans = await eventually(() => {
    const { traceId } = collector.spans.findLast(({ name }) => name === "announce the ticket") ?? {};
    if (traceId === undefined || seen.has(traceId)) return undefined;
    const found = collector.spans.filter((span) => span.traceId === traceId);
    return found.some(({ name }) => name === "turn") && found.some(({ name }) => name === "tell the customer") ? found : undefined;
  });
  for (const { traceId } of spans) seen.add(traceId);
  await customer.close();
  if (isDrawn) writeFileSync(inRepository("docs", "images", "trace.svg"), picture(spans));
}

function picture(spans: readonly ReceivedSpan[]): string {
  const rows = ordered(spans);
  const [from, to] = [Math.min(...spans.map(startMs)), Math.max(...spans.map(endMs))];
  const scale = (width - namesPx - 70) / Math.max(1, to - from);
  const height = rows.length * rowPx + 40;
  const lines = rows.map(({ span, depth }, i) => {
    const y = 32 + i * rowPx;
    const x = namesPx + (startMs(span) - from) * scale;
    const length = Math.max(2, (endMs(span) - startMs(span)) * scale);
    const tookMs = endMs(span) - startMs(span);
    return `<text x="${8 + depth * 14}" y="${y + 11}">${escaped(span.name)}</text><rect class="k${span.kind}" x="${x.toFixed(1)}" y="${y}" width="${length.toFixed(1)}" height="14" rx="3"/><text class="ms" x="${(x + length + 5).toFixed(1)}" y="${y + 11}">${tookMs} ms</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="One trace of ${rows.length} spans, from a customer's message to the ticket's number in the conversation, ${to - from} ms">
<style>text{font:12px ui-sans-serif,system-ui,sans-serif;fill:#1f2937}.ms{fill:#6b7280;font-size:10px}.k1{fill:#94a3b8}.k2{fill:#2563eb}.k3{fill:#d97706}.k4{fill:#059669}.k5{fill:#7c3aed}svg{background:#fff}@media(prefers-color-scheme:dark){svg{background:#111827}text{fill:#e5e7eb}.ms{fill:#9ca3af}}</style>
<text x="8" y="18">trace ${rows[0]?.span.traceId ?? ""}</text>
${lines.join("\n")}
</svg>
`;
}

/** Children below their parents, in the order in which they began. */
function ordered(spans: readonly ReceivedSpan[]): { span: ReceivedSpan; depth: number }[] {
  const below = (parent: string | undefined, depth: number): { span: ReceivedSpan; depth: number }[] =>
    spans
      .filter(({ parentSpanId }) => parentSpanId === parent)
      .toSorted((a, b) => startMs(a) - startMs(b))
      .flatMap((span) => [{ span, depth }, ...below(span.spanId, depth + 1)]);
  return below(undefined, 0);
}

function startMs({ startTimeUnixNano }: ReceivedSpan): number {
  return Number(BigInt(startTimeUnixNano) / 1_000_000n);
}
function endMs({ endTimeUnixNano }: ReceivedSpan): number {
  return Number(BigInt(endTimeUnixNano) / 1_000_000n);
}
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
