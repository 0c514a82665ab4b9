/**
 * CSV as RFC 4180 has it: fields in double quotes may hold commas, line breaks and doubled quotes; lines end in CRLF, LF or CR. Blank lines are
 * skipped. A record knows the line that it starts on, so that an error can name it.
 */

import { InputError } from "./evaluation.ts";

export type CsvRecord = { line: number; fields: string[] };

/** @throws InputError when a quote never closes or text follows a closing quote. `file` is for the message. */
export function parseCsv(text: string, file: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record: CsvRecord = { line, fields: [] };
    for (;;) {
      const field = text[at] === '"' ? quotedField() : plainField();
      record.fields.push(field);
      if (text[at] !== ",") break;
      at += 1;
    }
    const blank = record.fields.length === 1 && record.fields[0] === "" && text[at - 1] !== '"';
    if (!blank) records.push(record);
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    at += 1;
    line += 1;
  }
  return records;

  function plainField(): string {
    const start = at;
    while (at < text.length && text[at] !== "," && text[at] !== "\n" && text[at] !== "\r") at += 1;
    return text.slice(start, at);
  }

  function quotedField(): string {
    const opened = line;
    let field = "";
    for (;;) {
      const close = text.indexOf('"', at + 1);
      if (close === -1) throw new InputError(`${file}:${opened}: a quoted field never ends; expected a closing "`);
      const part = text.slice(at + 1, close);
      field += part;
      line += part.split(/\r\n|\n|\r/).length - 1;
      at = close + 1;
      if (text[at] !== '"') break;
      field += '"';
    }
    if (at < text.length && !",\r\n".includes(text.charAt(at))) {
      throw new InputError(
        `${file}:${line}: text after a closing "; expected a comma or the end of the line (a " inside a field is doubled)`,
      );
    }
    return field;
  }
}
