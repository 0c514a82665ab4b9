/** What the agents did for each answer: the last turns of all conversations, or those of one. */
import { usePlace } from "../shell/place.ts";
import { ConversationRuns } from "./conversation-runs.tsx";
import { RunList } from "./run-list.tsx";

/** `/desk/runs`, `/desk/runs/<conversation>`, `/desk/runs/<conversation>/t3`. */
export function Page() {
  const { rest } = usePlace();
  const [conversation, chosen] = rest;
  return conversation === undefined ? <RunList /> : <ConversationRuns key={conversation} conversation={conversation} chosen={chosen} />;
}
