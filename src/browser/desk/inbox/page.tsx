/** The queue of tickets and the one that is open. */
import { useEffect, useRef } from "react";
import { useOperator } from "../shell/operator.ts";
import { deskApi } from "./api.ts";
import { makeBoard } from "./board.ts";

export function Page() {
  const root = useRef<HTMLDivElement>(null);
  const { token, signOut } = useOperator();
  useEffect(() => {
    const board = makeBoard(deskApi(token, () => signOut("The server did not accept this token.")));
    root.current?.replaceChildren(board.element);
    return board.dispose;
  }, [token, signOut]);
  return <div className="inbox" ref={root} />;
}
