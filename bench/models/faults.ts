/**
 * What failing models do to customers: turns under each fault, through the real provider and the limits of `support/models.yaml`, five at a time. Prints how many were answered or handed off, the longest turn,
 * and the most calls that the failing server got in any ten seconds once its breaker was open. The turns of a fault are spread over some seconds, so that the breaker also lets its probes through.
 * Usage: node bench/models/faults.ts [turns per fault] [seconds per fault]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { modelDesk } from "../../test/doubles/model-desk.ts";
import { modelFaults } from "../../test/doubles/model-script.ts";
import { openAiCompatibleServer } from "../../test/doubles/openai-compatible-server.ts";

const turns = Number(process.argv[2] ?? 100);
const overMs = Number(process.argv[3] ?? 60) * 1_000;
const atOnce = 5;
const windowMs = 10_000;

console.log(`${"fault".padEnd(14)}turns  answered  longest ms  calls  most in 10 s, breaker open`);
for (const fault of modelFaults) {
  const server = await openAiCompatibleServer(() => ({ fault }));
  const desk = modelDesk({ providers: { openAiCompatible: { url: server.url } }, models: ["openai-compatible/failing"] });
  let answered = 0;
  let longestMs = 0;
  let openFromMs = Infinity;
  const play = async (): Promise<void> => {
    const startedAtMs = performance.now();
    const { decision } = await desk.turn("How long does my refund take?");
    longestMs = Math.max(longestMs, performance.now() - startedAtMs);
    answered += decision.act === "handoff" || decision.reply.kind === "answer" ? 1 : 0;
    if ([...desk.breakers.values()].some(({ breaker }) => breaker.openings > 0)) openFromMs = Math.min(openFromMs, Date.now());
  };
  const beganAtMs = performance.now();
  for (let n = 0; n < turns; n += atOnce) {
    await sleep(Math.max(0, beganAtMs + (overMs * n) / turns - performance.now()));
    await Promise.all(Array.from({ length: Math.min(atOnce, turns - n) }, play));
  }
  const known = server.requests.map(({ atMs }) => atMs).filter((atMs) => atMs > openFromMs);
  const most = Math.max(0, ...known.map((from) => known.filter((atMs) => atMs >= from && atMs < from + windowMs).length));
  console.log(
    [
      fault.padEnd(14),
      String(turns).padStart(5),
      String(answered).padStart(10),
      longestMs.toFixed(0).padStart(12),
      String(server.requests.length).padStart(7),
      String(most).padStart(6),
    ].join(""),
  );
  await server.close();
}
