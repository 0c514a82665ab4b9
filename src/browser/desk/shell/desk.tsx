/** The whole desk: signed in or not. */
import { useCallback, useMemo, useState } from "react";
import { forgetToken, keepName, keepToken, readName, readToken } from "../session.ts";
import { askWith, OperatorContext, type Operator } from "./operator.ts";
import { Frame } from "./frame.tsx";
import { SignIn } from "./sign-in.tsx";

export function Desk() {
  const [token, setToken] = useState(readToken);
  const [problem, setProblem] = useState<string | null>(null);
  const [name, setName] = useState(readName);
  const signOut = useCallback((why?: string) => {
    forgetToken();
    setToken(null);
    setProblem(why ?? null);
  }, []);
  const operator = useMemo<Operator | null>(() => {
    if (token === null) return null;
    const rename = (next: string): void => {
      keepName(next);
      setName(next);
    };
    return { name, rename, token, signOut, ask: askWith(token, () => signOut("The server did not accept this token.")) };
  }, [token, name, signOut]);

  if (operator === null) {
    const enter = (given: string): void => {
      keepToken(given);
      setToken(given);
    };
    return <SignIn problem={problem} enter={enter} />;
  }
  return (
    <OperatorContext value={operator}>
      <Frame />
    </OperatorContext>
  );
}
