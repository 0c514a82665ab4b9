/** Puts a double that answers `fetch` behind a real port of this machine. */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

export type Served = { url: string; close(): Promise<void> };

export async function serve(fetching: (url: string, init: RequestInit) => Promise<Response>): Promise<Served> {
  const server = createServer((request, response) => {
    void (async () => {
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const { method = "GET", url = "/" } = request;
      const answer = await fetching(`http://double${url}`, { method, headers, body: await text(request) });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the double has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
