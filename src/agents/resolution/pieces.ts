/** Cuts a finished text into the pieces in which it is streamed: line by line, so that a reader sees whole thoughts and few frames are sent. */

/** The pieces joined are the text, to the letter. */
export function piecesOf(text: string): string[] {
  return text.match(/[^\n]*\n+|[^\n]+$/g) ?? [];
}
