/** The chat, as the launcher loads it (`launcher/door.ts`). */
export { mountPanel } from "./panel.ts";
