/** What people at the desk write again and again (support/macros.yaml), with the names filled in. Also in the palette. */
import { Button } from "#desk/ui/button";
import { Menu, MenuItem } from "#desk/ui/menu";
import { useCommands } from "../../shell/commands.ts";
import { useOperator } from "../../shell/operator.ts";
import { useAnswer } from "../../shell/use-answer.ts";
import { isMacros, type Macro } from "../wire.ts";

export function Macros({ customer, insert }: { customer: string; insert: (words: string) => void }) {
  const { name } = useOperator();
  const macros = useAnswer("/v1/macros", isMacros).value?.macros ?? [];
  const fill = ({ text }: Macro): void => insert(filled(text.trim(), customer, name));
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

/** Without a name the greeting does without one: "Hello, …". */
const filled = (text: string, customer: string, operator: string): string =>
  text.replaceAll(customer === "" ? / ?\{customer\}/g : "{customer}", customer).replaceAll("{operator}", operator);
