/** What `useChat` is made of, without React: the AI SDK's chat and transport, with the options that our client gives them, against the Worker. */
import { AbstractChat, type ChatInit, type ChatState, type ChatStatus, DefaultChatTransport, type UIMessage } from "ai";
import { chatTransportOptions } from "../../../client/chat-transport.ts";
import { ask, deskOrigin, type Visitor } from "../desk.ts";

class MemoryState implements ChatState<UIMessage> {
  status: ChatStatus = "ready";
  error: Error | undefined = undefined;
  messages: UIMessage[] = [];
  pushMessage = (message: UIMessage): void => void this.messages.push(message);
  popMessage = (): void => void this.messages.pop();
  replaceMessage = (index: number, message: UIMessage): void => void this.messages.splice(index, 1, message);
  snapshot = <T>(thing: T): T => structuredClone(thing);
}

export class Chat extends AbstractChat<UIMessage> {
  constructor(init: Omit<ChatInit<UIMessage>, "messages">) {
    super({ ...init, state: new MemoryState() });
  }

  get last(): UIMessage | undefined {
    return this.messages.at(-1);
  }
}

type Fetch = typeof globalThis.fetch;

/** `through`: what lies between the chat and the desk. */
export function chatWith(
  visitor: Visitor,
  { through = (answer: Response) => answer, ...init }: { through?: (answer: Response) => Response } & ChatInit<UIMessage> = {},
): Chat {
  const fetch: Fetch = async (input, { method = "GET", headers, body } = {}) => {
    const path = new Request(input).url.slice(deskOrigin.length);
    return through(
      await ask(path, { method, headers: Object.fromEntries(new Headers(headers)), ...(typeof body === "string" ? { body } : {}) }),
    );
  };
  const transport = new DefaultChatTransport<UIMessage>({ ...chatTransportOptions(deskOrigin, async () => visitor), fetch });
  return new Chat({ ...init, transport });
}
