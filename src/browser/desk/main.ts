/** `/desk`: the operator's page. */
import { deskApi } from "./api.ts";
import { type Board, makeBoard } from "./board.ts";
import { forgetToken, keepToken, readToken } from "./session.ts";
import { signIn } from "./sign-in.ts";

let board: Board | null = null;

function enter(token: string): void {
  const leave = (problem: string | null): void => {
    board?.dispose();
    board = null;
    forgetToken();
    ask(problem);
  };
  const api = deskApi(token, () => leave("The server did not accept this token."));
  keepToken(token);
  board = makeBoard(api, () => leave(null));
  document.body.replaceChildren(board.element);
}

function ask(problem: string | null): void {
  document.body.replaceChildren(signIn(problem, enter));
  document.querySelector("input")?.focus();
}

const token = readToken();
if (token === null) ask(null);
else enter(token);
