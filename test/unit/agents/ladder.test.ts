import { expect, test } from "vitest";
import { z } from "zod";
import type { Agent, AgentContext } from "#agents/agent";
import { ContractError, registered } from "#agents/ladder";

type Rungs = Agent<{ text: string }, unknown, null>["rungs"];

const agentWith = (rungs: Rungs) =>
  registered<{ text: string }, unknown, null>({
    name: "climber",
    description: "answers",
    effect: "read",
    input: z.object({ text: z.string() }),
    output: z.object({ answer: z.string() }),
    policy: { timeoutMs: 1_000, retries: 0, backoff: { initialMs: 1, factor: 2, maxMs: 1 }, maxCostMicros: 0 },
    rungs,
  });

const broken: Rungs[number] = {
  name: "embedded",
  run: () => {
    throw new Error("out of order");
  },
};
const saying = (answer: string): Rungs[number] => ({ name: "embedded", run: () => ({ answer }) });
const babbling: Rungs[number] = { name: "embedded", run: () => ({ answer: 42 }) };

const context = (signal: AbortSignal = new AbortController().signal): AgentContext => ({
  signal,
  attempt: 1,
  status: () => {},
  delta: () => {},
  restart: () => {},
  untilLate: () => () => undefined,
  called: () => {},
});

test("the best rung answers when it can, and those below it are not asked", async () => {
  let asked = 0;
  const lower: Rungs[number] = { name: "embedded", run: () => ({ answer: String(++asked) }) };
  expect(await agentWith([saying("top"), lower]).attempt({ text: "?" }, null, context())).toEqual({
    output: { answer: "top" },
    rung: "embedded",
  });
  expect(asked).toBe(0);
});

test("a rung that throws hands over to the one below it", async () => {
  expect(await agentWith([broken, broken, saying("bottom")]).attempt({ text: "?" }, null, context())).toMatchObject({
    output: { answer: "bottom" },
  });
});

test("a rung whose output does not fit the contract hands over too", async () => {
  expect(await agentWith([babbling, saying("bottom")]).attempt({ text: "?" }, null, context())).toMatchObject({
    output: { answer: "bottom" },
  });
});

test("when no rung works, the last one's failure is told", async () => {
  await expect(agentWith([babbling, broken]).attempt({ text: "?" }, null, context())).rejects.toThrow("out of order");
  await expect(agentWith([broken, babbling]).attempt({ text: "?" }, null, context())).rejects.toThrow(ContractError);
});

test("an input that does not fit the contract reaches no rung", async () => {
  const agent = agentWith([saying("never")]);
  await expect(agent.attempt({ text: 1 }, null, context())).rejects.toMatchObject({ name: "ContractError", side: "input" });
  await expect(agent.attempt(undefined, null, context())).rejects.toThrow("climber: input does not fit its schema");
});

test("what the schemas don't name is taken out on the way in and on the way out", async () => {
  let seen: unknown;
  const agent = agentWith([
    {
      name: "embedded",
      run: (input) => {
        seen = input;
        return { answer: "yes", secret: "no" };
      },
    },
  ]);
  const { output } = await agent.attempt({ text: "?", more: true }, null, context());
  expect(seen).toEqual({ text: "?" });
  expect(output).toEqual({ answer: "yes" });
});

test("an abort ends the climb: no lower rung is tried for nobody", async () => {
  const abort = new AbortController();
  let asked = false;
  const agent = agentWith([
    {
      name: "embedded",
      run: () => {
        abort.abort(new Error("the turn is over"));
        throw new Error("out of order");
      },
    },
    {
      name: "embedded",
      run: () => {
        asked = true;
        return { answer: "too late" };
      },
    },
  ]);
  await expect(agent.attempt({ text: "?" }, null, context(abort.signal))).rejects.toThrow("the turn is over");
  expect(asked).toBe(false);
});

test("a rung that hangs hands over when its time is up, and what it says afterwards is not heard", async () => {
  const heard: string[] = [];
  let late: () => void = () => undefined;
  let wasAborted = false;
  const asked = Promise.withResolvers<void>();
  const hanging: Rungs[number] = {
    name: "model",
    run: (_input, _ports, { signal, delta }) =>
      new Promise(() => {
        signal.addEventListener("abort", () => {
          wasAborted = true;
          delta("too late");
        });
        asked.resolve();
      }),
  };
  const answer = agentWith([hanging, saying("bottom")]).attempt({ text: "?" }, null, {
    ...context(),
    delta: (text) => void heard.push(text),
    untilLate: (then) => {
      late = then;
      return () => undefined;
    },
  });
  await asked.promise;
  late();
  expect(await answer).toEqual({ output: { answer: "bottom" }, rung: "embedded" });
  expect({ wasAborted, heard }).toEqual({ wasAborted: true, heard: [] });
});

test("an abort while an upper rung is at work ends the climb", async () => {
  const stop = new AbortController();
  const asked = Promise.withResolvers<void>();
  const hanging: Rungs[number] = { name: "model", run: () => new Promise(() => asked.resolve()) };
  const answer = agentWith([hanging, saying("bottom")]).attempt({ text: "?" }, null, context(stop.signal));
  await asked.promise;
  stop.abort(new Error("the turn is over"));
  await expect(answer).rejects.toThrow("the turn is over");
});
