/** Handoffs that somebody has given up: why, sent again or struck off. Nothing is lost by striking one off; the conversation still sends its handoff until it has a ticket. */
import { useState } from "react";
import { notify } from "#browser/desk/shell/notices";
import { useOperator } from "#browser/desk/shell/operator";
import { useAnswer } from "#browser/desk/shell/use-answer";
import { anything } from "#browser/wire/guards";
import { Badge } from "#desk/ui/badge";
import { Button } from "#desk/ui/button";
import { Dialog } from "#desk/ui/dialog";
import { Answered, EmptyState } from "#desk/ui/states";
import { Table } from "#desk/ui/table";
import { Time } from "#desk/ui/time";
import { isLetters, type Letter } from "./guards.ts";

const givenUpWords: Record<Letter["givenUpBy"], string> = {
  queue: "The queue could not deliver it in ten tries.",
  reconciler: "No ticket after more than an hour.",
};

export function DeadLetters() {
  const { ask } = useOperator();
  const answer = useAnswer("/v1/dead-letters", isLetters);
  const [striking, setStriking] = useState<Letter | null>(null);
  const [busy, setBusy] = useState<string | null>(null);

  const act = async ({ id }: Letter, method: "POST" | "DELETE", path: string, done: string): Promise<void> => {
    setBusy(id);
    const outcome = await ask(`/v1/dead-letters/${id}${path}`, anything, { method });
    setBusy(null);
    setStriking(null);
    notify(outcome.ok ? done : `That did not work. ${outcome.refusal.message}`, outcome.ok ? "good" : "bad");
    answer.reload();
  };

  return (
    <>
      <Answered answer={answer} loading="Loading handoffs">
        {({ deadLetters }) =>
          deadLetters.length === 0 ? (
            <EmptyState icon="check" title="Every handoff is on its way">
              Handoffs that get stuck stand here, with the reason.
            </EmptyState>
          ) : (
            <Table
              label="Given up"
              rows={deadLetters}
              keyOf={({ id }) => id}
              columns={[
                { title: "Given up", cell: ({ diedAt }) => <Time at={diedAt} /> },
                { title: "Conversation", cell: ({ conversation }) => <code title={conversation}>{conversation.slice(0, 8)}</code> },
                {
                  title: "Why",
                  isWide: true,
                  cell: ({ givenUpBy, lastFailure, deaths }) => (
                    <>
                      {givenUpWords[givenUpBy]} {deaths > 1 ? `${deaths} times. ` : ""}
                      {lastFailure === null ? null : <span className="last-failure">{lastFailure}</span>}
                    </>
                  ),
                },
                {
                  title: "State",
                  cell: ({ replayedAt }) =>
                    replayedAt === null ? (
                      <Badge tone="warn">waiting</Badge>
                    ) : (
                      <Badge tone="info">
                        sent again <Time at={replayedAt} as="clock" />
                      </Badge>
                    ),
                },
                {
                  title: "Actions",
                  align: "end",
                  cell: (letter) => (
                    <span className="letter-actions">
                      <Button
                        size="small"
                        icon="retry"
                        isDisabled={busy === letter.id}
                        onPress={() =>
                          void act(letter, "POST", "/replay", "Sent again. Its ticket opens within a minute if nothing stands in its way.")
                        }
                      >
                        Send again
                      </Button>
                      <Button size="small" kind="quiet" icon="trash" isDisabled={busy === letter.id} onPress={() => setStriking(letter)}>
                        Strike off
                      </Button>
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Answered>
      <Dialog
        title="Strike this handoff off the list?"
        size="small"
        isOpen={striking !== null}
        onClose={() => setStriking(null)}
        actions={
          <>
            <Button onPress={() => setStriking(null)}>Keep it</Button>
            <Button kind="danger" icon="trash" onPress={() => striking && void act(striking, "DELETE", "", "Struck off the list.")}>
              Strike off
            </Button>
          </>
        }
      >
        <p>
          Only the note goes. The conversation still sends its handoff until it has a ticket, and it comes back to this list if that fails
          again.
        </p>
      </Dialog>
    </>
  );
}
