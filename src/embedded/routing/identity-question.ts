/**
 * Tells a message that asks nothing but who or what is speaking: "are you a robot?", "am I talking to a human?", "who are you?". It gets an honest answer
 * (Regulation (EU) 2024/1689, Article 50), whatever the help articles say. As soon as the message says something else, it is no such question: "I want a
 * human, not a robot" is a wish. Reads the normal form of `tokenise`: lower case, no accents, no apostrophes.
 */

import { tokenise } from "#embedded/intents/normalise";

/** One language (BCP 47): words before and after the question that change nothing, and the question itself. */
type Wording = { language: string; before: string; questions: readonly string[]; after: string };

/** "a bot", "a bot or a real person", with the articles of each language. */
const oneOrOther = (article: string, what: string, or: string): string => {
  const one = `(?:(?:${article}) )*(?:${what})`;
  return `${one}(?: (?:${or}) (?:just )?${one})*`;
};

const machine = "ai|a i|bots?|robots?|chat ?bot|machine|computer|(?:computer )?program|language model|llm|chatgpt|gpt|automated|automatic";
const english = oneOrOther(
  "an?|the|real|actual|live|living|just|some|sort of|kind of|only|stupid|virtual",
  `human(?: being)?s?|person|people|someone|somebody|real|alive|man|woman|${machine}|assistant`,
  "or|and not",
);
const german = oneOrOther(
  "mit|ein|eine|einem|einer|einen|nem|ner|echte[rnms]?|richtige[rnms]?|wirkliche[rnms]?|reale[rnms]?|nur",
  "mensch(?:en)?|person|roboter|bot|chat ?bot|maschine|ki|ai|computer|programm|menschlich|echt",
  "oder",
);
const spanish = oneOrOther(
  "un|una|el|la|solo",
  "(?:robot|bot|chat ?bot|humano|humana|ser humano|persona|maquina|ia|inteligencia artificial)(?: real| de verdad| humana)?|real",
  "o",
);
const french = oneOrOther(
  "un|une|vrai|vraie|veritable|simple|a|avec",
  "(?:robot|bot|chat ?bot|humain|humaine|etre humain|personne|machine|ia|intelligence artificielle|ordinateur)(?: humaine?| reelle?)?",
  "ou",
);

const wordings: readonly Wording[] = [
  {
    language: "en",
    before:
      "hi|hello|hey|hiya|sorry|wait|hold on|ok|okay|so|but|and|um|uh|hmm|well|first|please|excuse me|just curious|quick question|question|honestly|be honest|tell me|just tell me|seriously|can i ask|may i ask|can you tell me|could you tell me|i wonder|do you know|i want to know|i would like to know|id like to know|if|whether|no",
    questions: [
      `(?:are|r) (?:you|u|ya)(?: really| actually| even| just| all)* ${english}`,
      `(?:you are|youre|you r|u are|ur|you)(?: really| actually| just)* ${english}`,
      `(?:is|was) (?:this|it|that)(?: really| actually| even| just| all)* ${english}`,
      `(?:am i|are we|i am|im)(?: really| actually| even| currently| still| just| now)* (?:talking|speaking|chatting|texting|writing|typing|dealing)(?: to| with)? ${english}`,
      `do i (?:talk|speak|chat|write)(?: to| with)? ${english}`,
      `is (?:an? |any )?(?:real |actual )?(?:human|person|someone) (?:reading|answering|writing|typing|behind)(?: this| here| me| these| messages| chat)*`,
      "who (?:am i|are we) (?:talking|speaking|chatting|writing)(?: to| with)?",
      "(?:who|what) (?:are|r) (?:you|u)|(?:who|what) (?:exactly )?(?:is|am i talking to) (?:this|that)|whos this|who you are|what you are",
      "(?:whats|what is) (?:your|ur) name|do you have a name",
      "(?:what|which) (?:kind|sort|type)? ?(?:of )?(?:ai|bot|assistant|model|chatbot) (?:are you|is this)",
      `(?:human|real person|person) or (?:an? )?(?:${machine})|(?:${machine}) or (?:an? )?(?:real )?(?:human|person)`,
    ],
    after:
      "then|actually|really|here|right|right now|now|please|pls|plz|or what|or not|by the way|btw|at all|huh|lol|today|just|anyway|exactly|be honest|tell me|there|yes or no|correct",
  },
  {
    language: "de",
    before:
      "hallo|hi|hey|moin|servus|guten tag|sorry|entschuldigung|moment|und|also|aber|mal ehrlich|ehrlich|sagen sie mal|sag mal|frage|bitte",
    questions: [
      `(?:bist du|sind sie|seid ihr|du bist|sie sind)(?: eigentlich| wirklich| denn| etwa| nur| jetzt| auch| hier| doch)* ${german}`,
      `(?:ist|bin) (?:das|dies|hier)(?: eigentlich| wirklich| denn| etwa| nur| hier| jetzt)* ${german}`,
      `(?:spreche|rede|schreibe|chatte|sprech|red|schreib) ich(?: eigentlich| wirklich| denn| etwa| nur| hier| jetzt| gerade| grad)* mit ${german}`,
      "(?:wer|was) (?:bist du|sind sie|seid ihr)(?: denn| eigentlich)*|wer ist (?:da|das|hier|dort)",
      "mit wem (?:spreche|rede|schreibe|chatte|hab|habe) ich(?: denn| hier| eigentlich| gerade| es| zu tun)*",
      "wie hei(?:ss|ß)(?:t|en) (?:du|sie)|wie ist (?:dein|ihr) name",
    ],
    after: "eigentlich|bitte|denn|hier|jetzt|oder|oder was|oder nicht|gerade|wirklich|jetzt mal ehrlich",
  },
  {
    language: "es",
    before: "hola|buenas|buenos dias|perdon|perdona|disculpa|disculpe|espera|oye|una pregunta|y|pero|dime|digame",
    questions: [
      `(?:eres|es usted|sos|son|tu eres|usted es|esto es|es esto|es este)(?: realmente| de verdad| solo)* ${spanish}`,
      `(?:estoy|esto) (?:hablando|chateando|escribiendo)(?: realmente| ahora)* (?:con|a) ${spanish}`,
      `(?:hablo|chateo) con ${spanish}`,
      "(?:quien|que) (?:eres|es usted|sos)(?: tu)?|como te llamas|como se llama(?: usted)?",
      "con quien (?:hablo|estoy hablando|chateo|tengo el gusto)",
    ],
    after: "o que|verdad|no|de verdad|por favor|realmente|aqui|ahora",
  },
  {
    language: "fr",
    before: "bonjour|salut|bonsoir|pardon|excusez moi|attendez|attends|dites|dis|une question|et|mais|donc|franchement",
    questions: [
      `(?:es tu|etes vous|tu es|vous etes|t es|tes|est ce que (?:tu es|vous etes|t es|tes|cest)|cest|est ce|suis je avec)(?: vraiment| bien| juste)* ${french}`,
      `(?:je parle|est ce que je parle|je discute|est ce que je discute|suis je en train de parler|je suis en train de parler|ai je affaire|est ce que jai affaire|jai affaire)(?: vraiment| bien)* (?:a|avec) ${french}`,
      "(?:qui|tu es|vous etes) (?:es tu|etes vous|qui)|qui est ce|(?:tes|t es) qui|comment (?:tu tappelles|vous appelez vous|tappelles tu)",
      "(?:a|avec) qui (?:je parle|est ce que je parle|parle je|suis je en train de parler|ai je affaire|jai affaire)",
    ],
    after: "vraiment|la|ici|ou pas|ou quoi|en fait|svp|sil vous plait|sil te plait|non|hein",
  },
];

const patterns = wordings.map(({ language, before, questions, after }) => ({
  language,
  pattern: new RegExp(`^(?:(?:${before}) )*(?:${questions.join("|")})(?: (?:${after}))*$`, "u"),
}));

/** A longer message says something besides. */
const mostWords = 16;

/** The language in which the message asks who or what is speaking, and nothing else; null when it does not. English, German, Spanish, French. */
export function asksWhoIsSpeaking(text: string): string | null {
  const words = tokenise(text).filter((token) => /[\p{L}\p{N}]/u.test(token));
  if (words.length === 0 || words.length > mostWords) return null;
  const said = words.join(" ");
  return patterns.find(({ pattern }) => pattern.test(said))?.language ?? null;
}
