/** The whole desk: signed in by Cloudflare Access, with the desk's secret, or not. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { Spinner } from "#desk/ui/states";
import { record, text } from "#browser/wire/guards";
import { callDesk } from "#browser/wire/http";
import { forgetToken, keepName, keepToken, readName, readToken } from "../session.ts";
import { Frame } from "./frame.tsx";
import { notify } from "./notices.ts";
import { accessFetch, askWith, OperatorContext, type Operator } from "./operator.ts";
import { SignIn } from "./sign-in.tsx";

const named = record({ name: text });
/** Ends the session of Access for this host, wherever the desk is. */
const accessLogout = "/cdn-cgi/access/logout";

/** Null: nobody whom Access let in. */
type ByAccess = { name: string } | "asking" | null;

export function Desk() {
  const [token, setToken] = useState(readToken);
  const [access, setAccess] = useState<ByAccess>(token === null ? "asking" : null);
  const [problem, setProblem] = useState<string | null>(null);
  const [name, setName] = useState(readName);
  useEffect(() => {
    if (access !== "asking") return;
    void callDesk(new URL("/v1/me", location.origin), named, { fetch: accessFetch }).then((me) => setAccess(me.ok ? me.value : null));
  }, [access]);
  const signOut = useCallback((why?: string) => {
    forgetToken();
    setToken(null);
    setAccess(null);
    setProblem(why ?? null);
  }, []);
  const operator = useMemo<Operator | null>(() => {
    if (access === "asking") return null;
    if (access !== null) {
      const leave = (why?: string): void => (why === undefined ? location.assign(accessLogout) : signOut(why));
      const rename = (): void => notify("Your name comes with your sign-in; an admin sets it under Settings, People.");
      return {
        name: access.name,
        rename,
        token: "",
        signOut: leave,
        ask: askWith("", () => leave("Your session has ended; load the page again.")),
      };
    }
    if (token === null) return null;
    const rename = (next: string): void => {
      keepName(next);
      setName(next);
    };
    return { name, rename, token, signOut, ask: askWith(token, () => signOut("The server did not accept this token.")) };
  }, [access, token, name, signOut]);

  if (access === "asking") return <Spinner />;
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
