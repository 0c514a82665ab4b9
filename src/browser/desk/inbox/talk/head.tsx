/** Who this is, who has it, who else is looking, and what can be done with it. */
import { Badge } from "#desk/ui/badge";
import { Button, IconButton } from "#desk/ui/button";
import { Dialog } from "#desk/ui/dialog";
import { Icon } from "#desk/ui/icon";
import { Menu, MenuItem } from "#desk/ui/menu";
import { go, pathTo } from "../../shell/place.ts";
import { notify } from "../../shell/notices.ts";
import { useOperator } from "../../shell/operator.ts";
import { initials, reasonWords, settledWords, visitorName } from "../../words.ts";
import { Sla } from "../sla.tsx";
import type { Summary } from "../wire.ts";
import type { TalkState } from "./live-talk.ts";
import type { Hands } from "./use-hands.ts";

type Props = {
  id: string;
  summary: Summary | null;
  state: TalkState;
  hands: Hands;
  take: () => void;
  takeFromOther: () => void;
  askToClose: () => void;
  back: () => void;
  isCardOpen: boolean;
  toggleCard: () => void;
};

export function Head({ id, summary, state, hands, take, takeFromOther, askToClose, back, isCardOpen, toggleCard }: Props) {
  const { card, people } = state;
  const { name } = useOperator();
  const others = people.filter((person) => person.name !== name);
  const customer = card?.customer ?? summary?.customer ?? null;
  const { isMine, other, isBusy } = hands;
  return (
    <header className="talk-head">
      <span className="only-phone">
        <IconButton label="Back to the list" icon="back" onPress={back} />
      </span>
      <div className="talk-names">
        <h2 dir="auto">{visitorName(id, customer)}</h2>
        <p>
          <Standing state={state} isMine={isMine} other={other} />
          {summary?.dueAt === null || summary === null || card?.waitingSince === null ? null : (
            <Sla dueAt={summary.dueAt ?? ""} since={summary.waitingSince} />
          )}
          {card?.ticket === null || card?.ticket === undefined ? null : <span className="number">{card.ticket.number}</span>}
          {card === null || card.reason === null || card.state === "ai" ? null : <span className="why">{reasonWords(card.reason)}</span>}
        </p>
      </div>
      {others.length === 0 ? null : (
        <ul className="present" aria-label="Also here">
          {others.map((person) => (
            <li key={person.name} title={person.isWriting ? `${person.name} is writing` : `${person.name} is looking at this`}>
              <span className={`avatar${person.isWriting ? " writing" : ""}`} aria-hidden="true">
                {initials(person.name)}
              </span>
              <span className="away">{person.isWriting ? `${person.name} is writing` : `${person.name} is looking at this`}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="talk-actions">
        {card === null || card.state === "closed" ? null : isMine ? (
          <Button keys="g" isDisabled={isBusy} onPress={() => void hands.giveBack("ai")}>
            Give back
          </Button>
        ) : (
          <Button kind={other === null ? "primary" : "plain"} keys="e" isDisabled={isBusy} onPress={take}>
            Take over
          </Button>
        )}
        {card === null || card.state === "closed" ? null : (
          <IconButton label="Close the conversation" icon="check" keys="x" isDisabled={isBusy} onPress={askToClose} />
        )}
        <IconButton label={isCardOpen ? "Hide the context" : "Show the context"} icon="panel" keys="i" onPress={toggleCard} />
        <Menu label="More" trigger={<IconButton label="More" icon="more" />}>
          <MenuItem text="Give back to the queue" onAction={() => void hands.giveBack("queue")}>
            <Icon name="people" size={16} />
            Give back to the queue
          </MenuItem>
          <MenuItem text="See how the answers came about" onAction={() => go(pathTo("runs", [id]))}>
            <Icon name="runs" size={16} />
            See how the answers came about
          </MenuItem>
          <MenuItem text="Copy the link" onAction={() => void copyLink()}>
            <Icon name="link" size={16} />
            Copy the link
          </MenuItem>
        </Menu>
      </div>
      <Dialog
        title={`Take over from ${hands.asking ?? ""}?`}
        size="small"
        isOpen={hands.asking !== null}
        onClose={hands.cancel}
        actions={
          <>
            <Button onPress={hands.cancel}>Leave it</Button>
            <Button kind="primary" onPress={takeFromOther}>
              Take over from {hands.asking}
            </Button>
          </>
        }
      >
        <p>
          {hands.asking} has this conversation
          {others.some((person) => person.name === hands.asking && person.isWriting) ? " and is writing at this moment" : ""}. From then on
          only you can answer, and the customer reads that you have joined.
        </p>
      </Dialog>
    </header>
  );
}

function Standing({ state: { card }, isMine, other }: { state: TalkState; isMine: boolean; other: string | null }) {
  if (card === null) return null;
  if (isMine) return <Badge tone="accent">You have it</Badge>;
  if (other !== null) return <Badge tone="warn">{other} has it</Badge>;
  if (card.state === "waiting") return <Badge tone="info">Waiting for a person</Badge>;
  if (card.state === "closed") return <Badge>{card.settled === null ? "Closed" : `Closed · ${settledWords(card.settled.reason)}`}</Badge>;
  return <Badge tone="good">AI answers</Badge>;
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    notify("The link is copied.", "good");
  } catch {
    notify("The browser did not allow copying. The address bar has the same link.", "bad");
  }
}
