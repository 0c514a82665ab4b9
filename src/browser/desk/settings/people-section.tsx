/** Who I am here, and who has a role or a name at this desk. */
import { type FormEvent, useState } from "react";
import { Badge } from "#desk/ui/badge";
import { Button, IconButton } from "#desk/ui/button";
import { Answered, EmptyState } from "#desk/ui/states";
import { type Column, Table } from "#desk/ui/table";
import { anything } from "#browser/wire/guards";
import { notify } from "../shell/notices.ts";
import { useOperator } from "../shell/operator.ts";
import { useAnswer } from "../shell/use-answer.ts";
import type { SectionProps } from "./form.tsx";
import { type ListedOperator, type Me, oneOperator, operators as operatorsGuard } from "./settings-api.ts";

export function PeopleSection({ me, mayChange }: SectionProps & { me: Me }) {
  return (
    <>
      <section className="card setting" aria-label="You">
        <header>
          <h2>You</h2>
          <Badge tone={me.role === "admin" ? "accent" : "plain"}>{me.role === "admin" ? "Admin" : "Agent"}</Badge>
          <p>
            {me.via === "access"
              ? `${me.email ?? ""}, signed in with Cloudflare Access. Customers read “${me.name}”.`
              : "You came with the desk's secret, which makes anybody an admin. In the audit log you are “secret”."}
          </p>
        </header>
      </section>
      {mayChange ? <Operators /> : null}
    </>
  );
}

function Operators() {
  const { ask } = useOperator();
  const answer = useAnswer("/v1/operators", operatorsGuard);
  const { reload } = answer;
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<"agent" | "admin">("agent");

  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { role, name: name.trim() === "" ? null : name.trim() };
    const outcome = await ask(`/v1/operators/${encodeURIComponent(email.trim())}`, oneOperator, { method: "PUT", body });
    if (!outcome.ok) return notify(outcome.refusal.message, "bad");
    notify(`${outcome.value.email} is ${role === "admin" ? "an admin" : "an agent"} from now on.`, "good");
    setEmail("");
    setName("");
    reload();
  };
  const remove = async (operator: ListedOperator): Promise<void> => {
    const outcome = await ask(`/v1/operators/${encodeURIComponent(operator.email)}`, anything, { method: "DELETE" });
    if (!outcome.ok && outcome.refusal.status >= 400) notify(outcome.refusal.message, "bad");
    reload();
  };
  const columns: Column<ListedOperator>[] = [
    { title: "E-mail address", isWide: true, cell: (one) => one.email },
    { title: "Name", cell: (one) => one.name ?? "—" },
    { title: "Role", cell: (one) => <Badge tone={one.role === "admin" ? "accent" : "plain"}>{one.role}</Badge> },
    {
      title: "Remove",
      cell: (one) =>
        one.source === "deployment" ? (
          <small>by ACCESS_ADMINS</small>
        ) : (
          <IconButton label={`Remove ${one.email}`} icon="trash" onPress={() => void remove(one)} />
        ),
    },
  ];
  return (
    <section className="card setting" aria-label="Roles and names">
      <header>
        <h2>Roles and names</h2>
        <p>Who may come at all is decided by the policy of Cloudflare Access. Whoever it lets in and who is not listed here is an agent.</p>
      </header>
      <form className="teach three" onSubmit={(event) => void add(event)}>
        <input
          className="input"
          type="email"
          required
          aria-label="E-mail address"
          placeholder="mara@shop.example"
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
        <input
          className="input"
          aria-label="Name that customers read"
          placeholder="Name for customers"
          maxLength={80}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <select
          className="input"
          aria-label="Role"
          value={role}
          onChange={({ target }) => setRole(target.value === "admin" ? "admin" : "agent")}
        >
          <option value="agent">Agent</option>
          <option value="admin">Admin</option>
        </select>
        <Button type="submit" kind="primary">
          Set
        </Button>
      </form>
      <Answered answer={answer}>
        {(value) =>
          value.operators.length === 0 ? (
            <EmptyState icon="people" title="Nobody is listed">
              Everybody who gets in through Access is an agent.
            </EmptyState>
          ) : (
            <Table label="People with a role or a name" columns={columns} rows={value.operators} keyOf={(one) => one.email} />
          )
        }
      </Answered>
    </section>
  );
}
