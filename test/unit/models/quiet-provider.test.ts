import { expect, test, vi } from "vitest";
import { modelDesk } from "../../doubles/model-desk.ts";
import { scriptedAi } from "../../doubles/scripted-ai.ts";

test("words of a model that the provider of Workers AI cannot read reach no log, and everybody else's warnings do", async () => {
  const printed = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const ai = scriptedAi(() => ({ fault: "garbage" }));
  if (!runs(ai)) throw new Error("a binding has run()");
  const desk = modelDesk({
    providers: { workersAi: { binding: ai } },
    models: ["workers-ai/@cf/test"],
    limits: { idleMs: 1_500, totalMs: 4_000 },
  });
  await desk.turn("How long does my refund take?");
  console.warn("another warning");
  expect(printed.mock.calls).toEqual([["another warning"]]);
  printed.mockRestore();
});

/** The provider uses `run` alone. */
const runs = (binding: object): binding is Ai => "run" in binding;
