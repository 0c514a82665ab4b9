import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { ask, askAsOperator, refusalOf, startConversation } from "../desk.ts";

/** Parts of the desk that stand behind the figures: a delta of an isolate that does not exist, so that nothing else moves them. */
const tell = (n: number, counters: Record<string, number>) =>
  env.FIGURES.getByName("shard-1").add({ from: "an-isolate", n, counters, histograms: {}, waiting: [], arrived: [] });

const samplesOf = async (accept?: string): Promise<string[]> => {
  const response = await askAsOperator("/metrics", accept === undefined ? {} : { headers: { accept } });
  return (await response.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
};

test("the operator reads figures as OpenMetrics, with an end mark", async () => {
  const response = await askAsOperator("/metrics");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
  const text = await response.text();
  expect(text.endsWith("\n# EOF\n")).toBe(true);
  expect(text).toContain('edgedesk_tickets{status="open"} 0\n');
  expect(text).toContain("# TYPE edgedesk_turns counter\n");
});

test("whoever asks for plain text alone gets the older format, where a counter's family ends in _total", async () => {
  const response = await askAsOperator("/metrics", { headers: { accept: "text/plain" } });
  expect(response.headers.get("content-type")).toContain("version=0.0.4");
  const text = await response.text();
  expect(text).toContain("# TYPE edgedesk_messages_total counter\n");
  expect(text).not.toContain("# EOF");
});

test("a delta that is told twice counts once, and a later one adds to it", async () => {
  const series = JSON.stringify(["turns", "answered", "billing", "embedded"]);
  const line = 'edgedesk_turns_total{ending="answered",intent="billing",rung="embedded"}';
  await tell(1, { [series]: 2 });
  await tell(1, { [series]: 2 });
  expect(await samplesOf()).toContain(`${line} 2`);
  await tell(2, { [series]: 1 });
  expect(await samplesOf()).toContain(`${line} 3`);
});

test("a customer's message reaches the figures without anybody's asking, and its intent is one of the desk's", async () => {
  const { id } = await startConversation();
  await env.CONVERSATIONS.getByName(id).post({ id: "m1", text: "My invoice is wrong, I was charged twice" });
  await eventually(async () => {
    const samples = await samplesOf();
    expect(samples.find((line) => line.startsWith("edgedesk_messages_total"))).not.toBe("edgedesk_messages_total 0");
    expect(
      samples.some((line) => /^edgedesk_turns_total\{ending="(answered|handed_off)",intent="[a-z]+",rung="embedded"\} [1-9]/.test(line)),
    ).toBe(true);
    expect(samples.some((line) => /^edgedesk_agent_seconds_count\{agent="router"\} [1-9]/.test(line))).toBe(true);
  });
});

test("nobody else reads them", async () => {
  expect(await refusalOf(await ask("/metrics"))).toEqual({ status: 401, code: "operator_required" });
  expect(await refusalOf(await ask("/metrics", { token: "a-wrong-metrics-token-of-somebody" }))).toEqual({
    status: 401,
    code: "operator_required",
  });
});
