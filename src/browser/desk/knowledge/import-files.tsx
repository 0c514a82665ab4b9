/** Markdown files into articles: read here, shown with what is wrong, tried on the server, and stored when the person says so. */
import { useState } from "react";
import { Badge } from "#desk/ui/badge";
import { Button } from "#desk/ui/button";
import { go, pathTo } from "../shell/place.ts";
import { notify } from "../shell/notices.ts";
import { useOperator } from "../shell/operator.ts";
import { type ImportReport, report as reportGuard } from "./knowledge-api.ts";

type ReadFile = { name: string; draft: object } | { name: string; wrong: string[] };

/** What the server takes in one change. */
const mostFiles = 500;

export function ImportFiles() {
  const { ask } = useOperator();
  const [files, setFiles] = useState<readonly ReadFile[]>([]);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const drafts = files.flatMap((file) => ("draft" in file ? [file.draft] : []));
  const broken = files.flatMap((file) => ("wrong" in file ? [file] : []));

  const send = async (articles: readonly object[], dryRun: boolean): Promise<void> => {
    const outcome = await ask("/v1/articles/import", reportGuard, { method: "POST", body: { articles, dryRun } });
    setProblem(outcome.ok ? null : outcome.refusal.message);
    if (!outcome.ok) return;
    setReport(outcome.value);
    if (dryRun) return;
    notify(`${outcome.value.added.length} added, ${outcome.value.changed.length} changed.`, "good");
    go(pathTo("knowledge"));
  };
  const choose = async (chosen: FileList | null): Promise<void> => {
    const read = await readFiles([...(chosen ?? [])].slice(0, mostFiles));
    setFiles(read);
    setReport(null);
    const sound = read.flatMap((file) => ("draft" in file ? [file.draft] : []));
    if (sound.length > 0) await send(sound, true);
  };
  return (
    <section className="import" aria-label="Import files">
      <label className="drop">
        <span>Markdown files with front matter (id, title, summary, tags), as in support/knowledge</span>
        <input type="file" multiple accept=".md,text/markdown" onChange={({ target }) => void choose(target.files)} />
      </label>
      {problem === null ? null : (
        <p className="wrong" role="alert">
          {problem}
        </p>
      )}
      {broken.length === 0 ? null : (
        <div role="alert">
          <h2>These cannot be read</h2>
          <ul className="findings">
            {broken.map(({ name, wrong }) => (
              <li key={name}>
                <code>{name}</code>
                {wrong.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </li>
            ))}
          </ul>
        </div>
      )}
      {report === null ? null : (
        <div role="status">
          <h2>What would change</h2>
          <p>
            <Badge tone="good">{report.added.length} new</Badge> <Badge tone="info">{report.changed.length} changed</Badge>{" "}
            <Badge>{report.unchanged} as they are</Badge>
          </p>
          <ul className="findings">
            {[...report.added.map((id) => `+ ${id}`), ...report.changed.map((id) => `~ ${id}`)].map((line) => (
              <li key={line}>
                <code>{line}</code>
              </li>
            ))}
            {report.warnings.map(({ article, reasons }) => (
              <li key={`warning ${article}`}>
                <Badge tone="warn">read it</Badge> <code>{article}</code> looks like it carries instructions to the assistant:{" "}
                {reasons.join(", ")}
              </li>
            ))}
          </ul>
          <Button kind="primary" isDisabled={report.added.length + report.changed.length === 0} onPress={() => void send(drafts, false)}>
            Store {report.added.length + report.changed.length} articles
          </Button>
        </div>
      )}
    </section>
  );
}

/** The reader of front matter is a file of its own, which only an import needs. */
async function readFiles(chosen: readonly File[]): Promise<ReadFile[]> {
  const { readArticle } = await import("#browser/article-file/read-article");
  return Promise.all(
    chosen.map(async (file): Promise<ReadFile> => {
      const read = readArticle(new Uint8Array(await file.arrayBuffer()));
      if (read.ok) return { name: file.name, draft: read.value.draft };
      return { name: file.name, wrong: read.error.findings.map(({ line, what }) => `line ${line}: ${what}`) };
    }),
  );
}
