/** What the last thirty days have cost, in groups. */
import { useState } from "react";
import { Table } from "#desk/ui/table";
import { useAnswer } from "../shell/use-answer.ts";
import { type Group, usage } from "./contract.ts";
import { money, plainWords } from "./words.ts";

const groups = ["day", "intent", "model", "rung", "conversation"] as const;

const sum = ({ turns, tokensIn, tokensOut, costMicros }: Omit<Group, "key">): string =>
  `${turns} turns, ${tokensIn + tokensOut} tokens, ${costMicros === 0 ? "no money" : money(costMicros)}`;

export function UsageSummary() {
  const [group, setGroup] = useState<string>("day");
  const { value } = useAnswer(`/v1/usage?group=${group}`, usage);
  if (value === null) return null;
  return (
    <details className="usage">
      <summary>The last 30 days: {sum(value.total)}</summary>
      <label className="choice">
        <span>By</span>
        <select className="input" value={group} onChange={(event) => setGroup(event.target.value)}>
          {groups.map((one) => (
            <option key={one} value={one}>
              {plainWords(one)}
            </option>
          ))}
        </select>
      </label>
      <Table
        label={`Usage by ${group}`}
        rows={value.groups}
        keyOf={({ key }) => key}
        columns={[
          { title: plainWords(group), cell: ({ key }) => key, isWide: true },
          { title: "Turns", cell: ({ turns }) => turns, align: "end" },
          { title: "Tokens read", cell: ({ tokensIn }) => tokensIn, align: "end" },
          { title: "Tokens written", cell: ({ tokensOut }) => tokensOut, align: "end" },
          { title: "Cost", cell: ({ costMicros }) => money(costMicros), align: "end" },
        ]}
      />
    </details>
  );
}
