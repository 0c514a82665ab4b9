/** Who read or did what, newest first. The filter stands in the address. */
import { useState } from "react";
import { Badge } from "#desk/ui/badge";
import { Button } from "#desk/ui/button";
import { Answered, EmptyState } from "#desk/ui/states";
import { type Column, Table } from "#desk/ui/table";
import { Time } from "#desk/ui/time";
import { changeQuery, usePlace } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { type AuditEntry, auditPage } from "./settings-api.ts";

const columns: Column<AuditEntry>[] = [
  { title: "When", cell: ({ at }) => <Time at={at} />, isOneLine: true },
  {
    title: "Who",
    cell: ({ actor, role }) => (
      <span className="who">
        {actor === "secret" ? "whoever has the secret" : actor} {role === "admin" ? <Badge>admin</Badge> : null}
      </span>
    ),
  },
  { title: "Did", cell: ({ action }) => <code>{action}</code> },
  { title: "To", isWide: true, cell: ({ subject }) => <code className="subject">{subject}</code> },
];

export function AuditSection() {
  const { query } = usePlace();
  const subject = query.get("subject") ?? "";
  const actor = query.get("actor") ?? "";
  const before = query.get("before") ?? "";
  const [typed, setTyped] = useState(subject);
  const asked = new URLSearchParams(Object.entries({ subject, actor, before }).filter(([, value]) => value !== ""));
  const answer = useAnswer(`/v1/audit?${asked.toString()}`, auditPage);
  const next = answer.value?.next ?? null;
  return (
    <section className="card setting" aria-label="Audit log">
      <header>
        <h2>Audit log</h2>
        <p>Append-only: ids, never words. Reading one conversation again and again is one entry a quarter of an hour.</p>
      </header>
      <form
        className="teach two"
        onSubmit={(event) => {
          event.preventDefault();
          changeQuery({ subject: typed.trim(), before: null });
        }}
      >
        <input
          className="input"
          aria-label="Id of a thing"
          placeholder="Id of a conversation, ticket or article"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" icon="filter">
          Filter
        </Button>
      </form>
      <Answered answer={answer}>
        {(value) =>
          value.entries.length === 0 ? (
            <EmptyState icon="note" title="No entries">
              {subject === "" ? "Nothing was read or done yet." : "Nobody has read or done anything with this."}
            </EmptyState>
          ) : (
            <Table label="Entries" columns={columns} rows={value.entries} keyOf={({ id }) => id} />
          )
        }
      </Answered>
      {before === "" && next === null ? null : (
        <footer>
          {before === "" ? null : (
            <Button kind="plain" onPress={() => changeQuery({ before: null })}>
              Newest
            </Button>
          )}
          {next === null ? null : (
            <Button kind="plain" onPress={() => changeQuery({ before: next })}>
              Older
            </Button>
          )}
        </footer>
      )}
    </section>
  );
}
