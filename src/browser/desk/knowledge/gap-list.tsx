/** What customers asked and no article answers, most often asked first. Each group leads to the article that would. */
import { useState } from "react";
import { Badge } from "#desk/ui/badge";
import { Button } from "#desk/ui/button";
import { Link } from "#desk/ui/link";
import { Answered, EmptyState } from "#desk/ui/states";
import { Time } from "#desk/ui/time";
import { notify } from "../shell/notices.ts";
import { useOperator } from "../shell/operator.ts";
import { go, pathTo } from "../shell/place.ts";
import type { Answer } from "../shell/use-answer.ts";
import { type GapGroup, type GapList, settled as settledGuard } from "./knowledge-api.ts";
import { TryQuestion } from "./try-question.tsx";

/** In an address; the rest of a large group stays open and is found again. */
const mostTurns = 40;

export const GapListView = ({ answer }: { answer: Answer<GapList> }) => (
  <Answered answer={answer}>{(value) => <Gaps value={value} reload={answer.reload} />}</Answered>
);

function Gaps({ value, reload }: { value: GapList; reload: () => void }) {
  if (value.groups.length === 0)
    return (
      <EmptyState icon="check" title="Nothing is unanswered">
        {value.waiting > 0
          ? `${value.waiting} more turns are still to be looked at; come back in a minute.`
          : "Of the last 60 days. A question appears here some seconds after it was asked."}
      </EmptyState>
    );
  return (
    <>
      <p className="list-head" role="status">
        {value.open} unanswered {value.open === 1 ? "question" : "questions"} of the last 60 days, in {value.groups.length}{" "}
        {value.groups.length === 1 ? "group" : "groups"}, without personal data.
        {value.waiting > 0 ? ` ${value.waiting} more turns are still to be looked at.` : ""}
      </p>
      <ol className="gaps">
        {value.groups.map((group) => (
          <Gap key={group.gaps[0]?.turn ?? group.question} group={group} reload={reload} />
        ))}
      </ol>
    </>
  );
}

function Gap({ group, reload }: { group: GapGroup; reload: () => void }) {
  const { ask } = useOperator();
  const [isOpen, setOpen] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const turns = group.gaps.map(({ turn }) => turn);
  const write = (): void => go(pathTo("knowledge", ["new"], { question: group.question, turns: turns.slice(0, mostTurns).join(",") }));
  const settle = async (article: string | null): Promise<void> => {
    const outcome = await ask("/v1/gaps/settle", settledGuard, { method: "POST", body: { turns: turns.slice(0, 500), article } });
    if (!outcome.ok) return notify(outcome.refusal.message, "bad");
    notify(article === null ? "Put aside." : "Settled.", "good");
    reload();
  };
  return (
    <li className="gap">
      <div className="gap-head">
        <span className="times" title="how often it was asked">
          {group.size} ×
        </span>
        <div className="gap-words">
          <p dir="auto">{group.question}</p>
          <small>
            last asked <Time at={group.lastAskedAt} />
          </small>
        </div>
        <div className="gap-actions">
          <Button size="small" kind="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? "Less" : "All"}
          </Button>
          <Button size="small" onPress={() => setTrying(true)}>
            Ask again
          </Button>
          <Button size="small" kind="quiet" onPress={() => void settle(null)}>
            Put aside
          </Button>
          <Button size="small" kind="primary" icon="edit" aria-label={`Write the article for “${group.question}”`} onPress={write}>
            Write the article
          </Button>
        </div>
      </div>
      {isOpen ? (
        <ul className="gap-questions">
          {group.gaps.map(({ turn, conversation, question, intent, askedAt }) => (
            <li key={turn}>
              <span dir="auto">{question}</span>
              <small>
                {intent === null ? null : <Badge>{intent}</Badge>} <Time at={askedAt} /> ·{" "}
                <Link href={pathTo("runs", [conversation])}>conversation</Link>
              </small>
            </li>
          ))}
        </ul>
      ) : null}
      {isTrying ? (
        <TryQuestion
          start={group.question}
          asksAtOnce
          action={({ answered, citations }) => {
            const [first] = citations;
            return answered && first !== undefined ? (
              <Button kind="primary" icon="check" onPress={() => void settle(first.article)}>
                Settled by “{first.title}”
              </Button>
            ) : null;
          }}
        />
      ) : null}
    </li>
  );
}
