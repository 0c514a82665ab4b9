/** What operators write for one another. No customer reads it. */
import { z } from "zod";
import { MessageIdSchema } from "#domain/ids";

export const NoteSchema = z.object({
  id: MessageIdSchema,
  after: z.int().min(0).describe("seq of the event behind which it stands"),
  at: z.iso.datetime(),
  operator: z.string(),
  text: z.string(),
});
export type Note = z.infer<typeof NoteSchema>;
