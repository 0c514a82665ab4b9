/** Asks for the operator token when no link brought one, or when the server refused it. */
import { type FormEvent, useState } from "react";
import { brand } from "#browser/page/brand";
import { Button } from "#desk/ui/button";
import { Field } from "#desk/ui/field";

export function SignIn({ problem, enter }: { problem: string | null; enter: (token: string) => void }) {
  const [token, setToken] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (token.trim() !== "") enter(token.trim());
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <p className="sign-in-brand">{brand.name}</p>
        <h1>Operator desk</h1>
        <p>
          Open the link that <code>npm start</code> prints, or enter the operator token.
        </p>
        <Field
          id="token"
          label="Operator token"
          type="password"
          autoComplete="current-password"
          value={token}
          onChange={setToken}
          error={problem}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only field of the page
          autoFocus
        />
        <Button type="submit" kind="primary">
          Open the desk
        </Button>
      </form>
    </main>
  );
}
