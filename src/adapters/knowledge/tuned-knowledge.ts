/** Search under the operator's threshold: below it the desk says that it does not know. */
import type { Findings, Knowledge, SearchOptions } from "#ports/knowledge";
import type { SettingsStore } from "#ports/settings";

export class TunedKnowledge implements Knowledge {
  readonly #knowledge: Knowledge;
  readonly #settings: SettingsStore;

  constructor({ knowledge, settings }: { knowledge: Knowledge; settings: SettingsStore }) {
    this.#knowledge = knowledge;
    this.#settings = settings;
  }

  async prepare(): Promise<void> {
    await Promise.all([this.#settings.current(), this.#knowledge.prepare()]);
  }

  async search(question: string, options: SearchOptions): Promise<Findings> {
    const [{ answerThreshold }, findings] = await Promise.all([this.#settings.current(), this.#knowledge.search(question, options)]);
    return answerThreshold === null ? findings : { ...findings, threshold: answerThreshold };
  }
}
