/** Why they wait, and how urgent it is. Kept in the address. */
import { IconButton } from "#desk/ui/button";
import { Menu, MenuItem } from "#desk/ui/menu";
import { changeQuery } from "../../shell/place.ts";
import { reasonWords } from "../../words.ts";
import type { Query } from "./query.ts";

const reasons = ["asked_for_person", "accepted_offer", "complaint", "unanswered", "turn_failed", "button"];
const priorities = ["urgent", "high", "normal", "low"];

export function Filters({ query }: { query: Query }) {
  const set = [query.reason === "" ? [] : reasonWords(query.reason), query.priority].flat().filter((word) => word !== "");
  const label = set.length === 0 ? "Filter" : `Filter: ${set.join(", ")}`;
  return (
    <>
      {set.length === 0 ? null : <span className="filter-words">{set.join(", ")}</span>}
      <Menu label="Filter" trigger={<IconButton label={label} icon="filter" />}>
        {priorities.map((one) => (
          <MenuItem
            key={one}
            text={`Priority ${one}`}
            isSelected={query.priority === one}
            onAction={() => changeQuery({ priority: query.priority === one ? null : one })}
          >
            Priority: {one}
          </MenuItem>
        ))}
        {reasons.map((one) => (
          <MenuItem
            key={one}
            text={reasonWords(one)}
            isSelected={query.reason === one}
            onAction={() => changeQuery({ reason: query.reason === one ? null : one })}
          >
            {reasonWords(one)}
          </MenuItem>
        ))}
        <MenuItem text="Everything" onAction={() => changeQuery({ reason: null, priority: null })}>
          Without a filter
        </MenuItem>
      </Menu>
    </>
  );
}
