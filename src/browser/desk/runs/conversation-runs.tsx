/** The runs of one conversation: choose one, see it in full; take the conversation away as a file for replaying, or its plan as a Mermaid flowchart. */
import { Button } from "#desk/ui/button";
import { Link } from "#desk/ui/link";
import { PageFrame } from "#desk/ui/page-frame";
import { Answered, EmptyState } from "#desk/ui/states";
import { anything } from "#browser/wire/guards";
import { notify } from "../shell/notices.ts";
import { accessFetch, useOperator } from "../shell/operator.ts";
import { pathTo } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { flags, runs } from "./contract.ts";
import { RunView } from "./run-view.tsx";
import { money, plainWords, runName } from "./words.ts";

/** @param chosen the end of a run's id, such as "t3". */
export function ConversationRuns({ conversation, chosen }: { conversation: string; chosen: string | undefined }) {
  const { ask, token } = useOperator();
  const answer = useAnswer(`/v1/conversations/${encodeURIComponent(conversation)}/runs`, runs);
  const flagged = useAnswer("/v1/flags", flags);

  async function take(): Promise<void> {
    const outcome = await ask(`/v1/conversations/${encodeURIComponent(conversation)}/export`, anything);
    if (!outcome.ok) return notify(outcome.refusal.message, "bad");
    save(JSON.stringify(outcome.value, null, 1), `${conversation}.json`);
  }

  async function draw(): Promise<void> {
    const picture = new URL(`/v1/conversations/${encodeURIComponent(conversation)}/runs?format=mermaid`, location.origin);
    const bySecret = { headers: { authorization: `Bearer ${token}` }, credentials: "omit" } as const;
    const asked = await (token === "" ? accessFetch(picture, {}) : fetch(picture, bySecret)).catch(() => null);
    if (asked?.ok !== true) return notify("The picture cannot be fetched; try again.", "bad");
    save(await asked.text(), `${conversation}.mmd`);
  }

  const actions = (
    <>
      <Button icon="down" onPress={() => void take()}>
        Export
      </Button>
      <Button onPress={() => void draw()}>Mermaid</Button>
    </>
  );
  const cost = answer.value?.cost.costMicros ?? 0;
  return (
    <PageFrame
      title="Runs of a conversation"
      about={`${conversation.slice(0, 8)}${cost > 0 ? `, ${money(cost)} in all` : ""}. Personal data is left out here; the export has everything.`}
      actions={actions}
    >
      <div className="runs-page">
        <p>
          <Link href={pathTo("runs")}>All runs</Link>
        </p>
        <Answered answer={answer}>
          {({ runs: found }) => {
            const shown = found.find(({ run }) => run.endsWith(`-${chosen}`)) ?? found.at(-1);
            if (shown === undefined) return <EmptyState icon="runs" title="Nothing has been asked yet" />;
            return (
              <>
                <nav className="run-tabs" aria-label="Runs">
                  {found.map(({ run, result, status }) => (
                    <Link
                      key={run}
                      href={pathTo("runs", [conversation, run.slice(conversation.length + 1)])}
                      aria-current={run === shown.run ? "page" : undefined}
                    >
                      <b>{runName(run)}</b> {plainWords(result?.kind ?? status)}
                    </Link>
                  ))}
                </nav>
                <RunView
                  key={shown.run}
                  run={shown}
                  conversation={conversation}
                  isFlagged={flagged.value?.flags.some(({ turn }) => turn === shown.run) === true}
                  flagged={flagged.reload}
                />
              </>
            );
          }}
        </Answered>
      </div>
    </PageFrame>
  );
}

/** Gives the operator a file. */
function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
