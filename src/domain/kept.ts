/**
 * What a query answered, remembered until its table is written: an object is the only writer of its tables, and most of what a turn asks has been asked before. Whoever
 * writes says so, and whoever rolls back has it forgotten.
 */
export class Kept<T> {
  readonly #read: () => T;
  #known: { value: T } | null = null;

  constructor(read: () => T) {
    this.#read = read;
  }

  get(): T {
    this.#known ??= { value: this.#read() };
    return this.#known.value;
  }

  /** What was written is what would be read. */
  set(value: T): void {
    this.#known = { value };
  }

  /** A write has changed what would be read; nothing to do when it was not read yet. */
  change(changed: (value: T) => T): void {
    if (this.#known) this.#known = { value: changed(this.#known.value) };
  }

  forget(): void {
    this.#known = null;
  }
}
