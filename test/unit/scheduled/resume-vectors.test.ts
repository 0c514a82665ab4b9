import { expect, test } from "vitest";
import type { FindingPorts } from "#compose/finding-ports";
import type { ScheduledPorts } from "#compose/scheduled-ports";
import { resumeVectors } from "#scheduled/resume-vectors";

/** What the job uses of its ports. */
function portsWith(unfinished: string[] | null): { ports: ScheduledPorts; sent: string[][] } {
  const sent: string[][] = [];
  const finding = unfinished && {
    books: { unfinished: async () => unfinished },
    queue: { send: async (articles: readonly string[]) => void sent.push([...articles]) },
  };
  const ports: object = { finding };
  if (!isPorts(ports)) throw new Error("the job's ports");
  return { ports, sent };
}

const isPorts = (ports: object): ports is ScheduledPorts & { finding: FindingPorts | null } => "finding" in ports;

test("articles with something to do are sent on their way again, a thousand at most", async () => {
  const { ports, sent } = portsWith(Array.from({ length: 1_200 }, (_, n) => `a${n}`));
  expect(await resumeVectors(ports)).toEqual({ queued: 1_000 });
  expect(sent[0]).toHaveLength(1_000);
});

test("where nothing is unfinished, or the desk finds by words alone, nothing is sent", async () => {
  for (const unfinished of [[], null]) {
    const { ports, sent } = portsWith(unfinished);
    expect(await resumeVectors(ports)).toEqual({ queued: 0 });
    expect(sent).toEqual([]);
  }
});
