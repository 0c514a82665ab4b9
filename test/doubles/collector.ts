/** A strict collector behind a real port: keeps the spans that are as they must be, and its complaints about the rest. */
import { createServer, type Server } from "node:http";
import { type ReceivedSpan, receivedSpans } from "./otlp-receiver.ts";

export class Collector {
  readonly spans: ReceivedSpan[] = [];
  readonly complaints: string[] = [];
  /** Everything that was sent, as it came. */
  readonly bodies: string[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8");
      request.on("data", (chunk: string) => (body += chunk));
      request.on("end", () => {
        this.bodies.push(body);
        const isGood = this.#take(request.method ?? "", request.url ?? "", request.headers["content-type"] ?? "", body);
        response.writeHead(isGood ? 200 : 400, { "content-type": "application/json" }).end("{}");
      });
    });
  }

  /** @returns its address. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the collector has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #take(method: string, path: string, type: string, body: string): boolean {
    try {
      if (method !== "POST" || path !== "/v1/traces" || type !== "application/json") throw new Error(`${method} ${path} ${type}`);
      this.spans.push(...receivedSpans(body));
      return true;
    } catch (error) {
      this.complaints.push(error instanceof Error ? error.message : "unknown");
      return false;
    }
  }
}
