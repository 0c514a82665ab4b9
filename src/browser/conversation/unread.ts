/** Which news of the company's side the visitor has not seen yet. Another tab may have shown them meanwhile: what counts is how far the device was read. */
import type { KnownEvent } from "#browser/wire/events";
import { isNews } from "./transcript.ts";

export type Unread = { add: (seq: number, event: KnownEvent) => void; after: (read: number) => number; forget: () => void };

export function makeUnread(): Unread {
  let seqs: number[] = [];
  return {
    add: (seq, event) => {
      if (isNews(event)) seqs.push(seq);
    },
    after: (read) => {
      seqs = seqs.filter((seq) => seq > read);
      return seqs.length;
    },
    forget: () => {
      seqs = [];
    },
  };
}
