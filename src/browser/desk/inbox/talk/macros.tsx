/** What people at the desk write again and again (Settings, Macros), with the names filled in. Also in the palette. */
import { Button } from "#desk/ui/button";
import { Menu, MenuItem } from "#desk/ui/menu";
import { useCommands } from "../../shell/commands.ts";
import { useOperator } from "../../shell/operator.ts";
import { useAnswer } from "../../shell/use-answer.ts";
import { isMacros, type Macro } from "../wire.ts";

type Props = {
  /** Names and numbers; empty: not known. */
  customer: string;
  ticket: string;
  insert: (words: string) => void;
};

export function Macros({ customer, ticket, insert }: Props) {
  const { name } = useOperator();
  const macros = useAnswer("/v1/macros", isMacros).value?.macros ?? [];
  const fill = ({ text }: Macro): void => insert(filled(text.trim(), { customer, operator: name, ticket }));
  useCommands(
    macros.map((macro) => ({ id: `macro-${macro.id}`, title: `Insert: ${macro.title}`, group: "Macros", run: () => fill(macro) })),
  );
  if (macros.length === 0) return null;
  return (
    <Menu
      label="Macros"
      trigger={
        <Button size="small" kind="quiet" icon="bolt">
          Macros
        </Button>
      }
    >
      {macros.map((macro) => (
        <MenuItem key={macro.id} text={macro.title} onAction={() => fill(macro)}>
          <span className="menu-two">
            {macro.title}
            <small>{macro.text.slice(0, 90)}…</small>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}

/** What is not known is left out, with the space before it: "Hello, …". */
const filled = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replaceAll(/( ?)\{(customer|operator|ticket)\}/g, (_, space: string, name: string) => {
    const word = known[name] ?? "";
    return word === "" ? "" : space + word;
  });
