/** What the desk refused, or why it could not be asked, as an error that a program can tell apart by its code. */
import type { EdgedeskError } from "./api.ts";

export class DeskRefusal extends Error implements EdgedeskError {
  override readonly name = "EdgedeskError";
  readonly code: string;
  readonly retryAfterS: number | undefined;

  constructor(code: string, message: string, retryAfterS?: number) {
    super(message);
    this.code = code;
    this.retryAfterS = retryAfterS;
  }
}
