/**
 * A provider of models outside of the killed tree: quotes the first passage that it is given, or fails in one of the ways in which providers fail. Speaks over a real
 * network connection to the real AI SDK provider in the Worker.
 */
import type { ModelRequest } from "../../test/doubles/model-script.ts";
import { openAiCompatibleServer, type ScriptedServer } from "../../test/doubles/openai-compatible-server.ts";
import type { Dice } from "../dice.ts";
import type { Roll } from "../plan.ts";

/** Little, so that the cap of one address, which all clients of the campaign share, is not what ends the calls. */
const usage = { input: 10, output: 10 };

export class OutsideProvider {
  dice: Dice | null = null;
  url = "";
  #server: ScriptedServer | null = null;
  readonly #onRoll: (roll: Roll) => void;

  constructor(onRoll: (roll: Roll) => void) {
    this.#onRoll = onRoll;
  }

  async open(): Promise<void> {
    this.#server = await openAiCompatibleServer((request) => {
      const fault = this.dice?.roll("provider") ?? null;
      this.#onRoll({ site: "provider", fault });
      return fault === null ? { answer: answerTo(request), usage, tokensPerS: 400 } : { fault };
    });
    this.url = this.#server.url;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }
}

/** The first sentence of the first passage, with its mark; for whoever wants JSON, an object that fits no question. */
function answerTo({ wantsJson, messages }: ModelRequest): string {
  if (wantsJson) return "{}";
  const [, passage = ""] = /\[1\][^\n]*\n([^\n]+)/.exec(messages.at(-1)?.text ?? "") ?? [];
  const [sentence = ""] = /[^.!?]+/.exec(passage.replaceAll(/[*_`#]/g, "")) ?? [];
  return `${sentence.trim()} [1].`;
}
