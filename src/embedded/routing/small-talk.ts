/**
 * Tells a message that is nothing but a greeting, thanks or a goodbye, so that "hi" gets a friendly answer instead of a search. As soon as
 * one word says something else, it is no small talk.
 */

import { tokenise } from "#embedded/intents/normalise";

export type SmallTalk = "greeting" | "thanks" | "bye";

const SOCIAL: Readonly<Record<SmallTalk, readonly string[]>> = {
  greeting:
    "hi hello hey hiya heya howdy yo hai hii helo hallo hullo hola hei hej moin servus ciao ola oi salut bonjour bonsoir buongiorno buonasera salve salaam salam shalom namaste merhaba privet привет здравствуйте مرحبا السلام שלום こんにちは 你好 您好 안녕하세요 greetings morning afternoon evening gruss gott dias tardes noches buenos buenas bom boa dia tarde noite goedemorgen goedemiddag goedenavond hoi dag guten tag morgen abend gud gm".split(
      " ",
    ),
  thanks:
    "thanks thank thankyou thx thnx tnx ty tysm cheers danke dankeschon vielen gracias muchas merci beaucoup grazie mille obrigado obrigada bedankt dankjewel dank tack takk tak dziekuje спасибо дякую tesekkurler tesekkur شكرا תודה ありがとう ありがとうございます 谢谢 謝謝 감사합니다 appreciate appreciated grateful 🙏".split(
      " ",
    ),
  bye: "bye byee goodbye byebye cya farewell tschuss ciao auf wiedersehen adios chao hasta luego au revoir arrivederci tchau tot ziens doei пока пока 再见 さようなら later goodnight".split(
    " ",
  ),
};

/** Words that may stand beside; alone they are no small talk. */
const BESIDE = new Set(
  "there you u your so much very a lot for the help all again everyone team sir madam maam mate guys folks dear good nice great have day one weekend evening night morning afternoon how are doing is it going whats up how's hows things today and to too ok okay alright well that was thats this now then see meet please support assistant bot ! ? 👋 😊 🙂 😀 ❤ 👍 zusammen liebes schonen noch schon einen wunsche ihnen euch por todo tudo pour votre aide bien je vous remercie moi it i really for helping quick answer your time helpful take care be well et y e und sehr wie geht es gehts que tal estas comment ca va no nothing else all perfect wonderful lovely awesome cool super excellent".split(
    " ",
  ),
);

const MOST_WORDS = 12;

/** The kind of small talk; null when the message says anything else, or nothing. */
export function smallTalkOf(text: string): SmallTalk | null {
  const tokens = tokenise(text);
  const plain = tokens.filter((token) => !/^[!?]$/u.test(token));
  if (plain.length === 0 || plain.length > MOST_WORDS) return null;
  const whole = plain.join("");
  const kinds: readonly SmallTalk[] = ["thanks", "bye", "greeting"];
  const unspaced = kinds.find((kind) => SOCIAL[kind].includes(whole));
  if (unspaced !== undefined) return unspaced;
  if (!plain.every((token) => BESIDE.has(token) || kinds.some((kind) => SOCIAL[kind].includes(token)))) return null;
  return kinds.find((kind) => isSaid(kind, plain)) ?? null;
}

function isSaid(kind: SmallTalk, words: readonly string[]): boolean {
  if (words.some((word) => SOCIAL[kind].includes(word) && !(kind === "bye" && word === "later" && words.length > 3)))
    return !isOnlyTimeOfDay(kind, words);
  return (
    kind === "bye" &&
    /\b(?:see you|take care|have a (?:nice|good|great|lovely|wonderful) (?:day|one|weekend|evening|night))\b/u.test(words.join(" "))
  );
}

/** "morning" alone may be the answer to "when?"; with "good" it is a greeting. */
function isOnlyTimeOfDay(kind: SmallTalk, words: readonly string[]): boolean {
  return (
    kind === "greeting" &&
    words.length === 1 &&
    /^(?:afternoon|evening|tag|dia|tarde|noite|dias|tardes|noches|abend|dag)$/u.test(words[0] ?? "")
  );
}
