/** Says that an answer was bad, why, and what should have come: it becomes a golden conversation (docs/replay.md). */
import { useState } from "react";
import { Button } from "#desk/ui/button";
import { Dialog } from "#desk/ui/dialog";
import { Field } from "#desk/ui/field";
import { notify } from "../shell/notices.ts";
import { useOperator } from "../shell/operator.ts";
import { oneFlag } from "./contract.ts";
import { plainWords } from "./words.ts";

const kinds = ["answer", "question", "offer", "handoff", "courtesy", "notice"] as const;

type Props = { turn: string; conversation: string; isOpen: boolean; onClose: () => void; flagged: () => void };

export function FlagDialog({ turn, conversation, isOpen, onClose, flagged }: Props) {
  const { ask } = useOperator();
  const [why, setWhy] = useState("");
  const [kind, setKind] = useState("");
  const [article, setArticle] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  async function send(): Promise<void> {
    if (why.trim() === "") return setProblem("Say what was wrong with it.");
    const wanted = { ...(kind === "" ? {} : { kind }), ...(article.trim() === "" ? {} : { article: article.trim() }) };
    const outcome = await ask(`/v1/conversations/${conversation}/flags`, oneFlag, { method: "POST", body: { turn, why, wanted } });
    if (!outcome.ok) return setProblem(outcome.refusal.message);
    notify("Flagged. npm run replay -- --flagged makes a golden conversation of it.", "good");
    flagged();
    onClose();
  }

  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button kind="primary" onPress={() => void send()}>
        Flag this answer
      </Button>
    </>
  );
  return (
    <Dialog title="Flag this answer" isOpen={isOpen} onClose={onClose} actions={actions}>
      <div className="flag-form">
        <Field label="What was wrong with it?" value={why} onChange={setWhy} lines={3} error={problem} />
        <label className="choice">
          <span>What should have come?</span>
          <select className="input" value={kind} onChange={(event) => setKind(event.target.value)}>
            <option value="">I do not know</option>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {plainWords(one)}
              </option>
            ))}
          </select>
        </label>
        <Field label="From which article?" help="Its id, such as refund-times; may be left empty." value={article} onChange={setArticle} />
      </div>
    </Dialog>
  );
}
