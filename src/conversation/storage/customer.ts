/** The customer for whom the host site has vouched. One row; null while nobody has. */
import { type Identity, IdentitySchema } from "#contracts/identity";
import type { ObjectSql } from "#ports/object-storage";
import { Kept } from "#domain/kept";

export class CustomerTable {
  readonly #sql: ObjectSql;
  readonly #row = new Kept(() => this.#stored());

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  read(): Identity | null {
    return this.#row.get();
  }

  write({ subject, name, email }: Identity): void {
    this.#sql.exec("INSERT OR REPLACE INTO customer (one, subject, name, email) VALUES (1, ?, ?, ?)", subject, name, email);
    this.#row.set({ subject, name, email });
  }

  /** To be called when a transaction was rolled back or the table emptied. */
  forget(): void {
    this.#row.forget();
  }

  #stored(): Identity | null {
    const row = this.#sql.exec("SELECT subject, name, email FROM customer").toArray()[0];
    return row ? IdentitySchema.parse(row) : null;
  }
}
