/** What shows a language: scripts, letters that few languages have, and the words that every message in it needs. */

/** In this order: the first whose letters make up the given share of a text wins. */
export const SCRIPTS: readonly { language: string; pattern: RegExp; share: number }[] = [
  { language: "ja", pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, share: 0.1 },
  { language: "ko", pattern: /\p{Script=Hangul}/gu, share: 0.3 },
  { language: "zh", pattern: /\p{Script=Han}/gu, share: 0.3 },
  { language: "fa", pattern: /[پچژگکی]/gu, share: 0.06 },
  { language: "ur", pattern: /[ٹڈڑےں]/gu, share: 0.05 },
  { language: "ar", pattern: /\p{Script=Arabic}/gu, share: 0.3 },
  { language: "he", pattern: /\p{Script=Hebrew}/gu, share: 0.3 },
  { language: "uk", pattern: /[іїєґ]/gu, share: 0.03 },
  { language: "ru", pattern: /\p{Script=Cyrillic}/gu, share: 0.3 },
  { language: "el", pattern: /\p{Script=Greek}/gu, share: 0.3 },
  { language: "th", pattern: /\p{Script=Thai}/gu, share: 0.3 },
  { language: "hi", pattern: /\p{Script=Devanagari}/gu, share: 0.3 },
  { language: "bn", pattern: /\p{Script=Bengali}/gu, share: 0.3 },
  { language: "ta", pattern: /\p{Script=Tamil}/gu, share: 0.3 },
  { language: "te", pattern: /\p{Script=Telugu}/gu, share: 0.3 },
  { language: "ka", pattern: /\p{Script=Georgian}/gu, share: 0.3 },
  { language: "hy", pattern: /\p{Script=Armenian}/gu, share: 0.3 },
];

export const TELLING_LETTERS: ReadonlyMap<string, RegExp> = new Map([
  ["de", /[äöüß]/gu],
  ["es", /[ñ¿¡]/gu],
  ["fr", /[çèêëîïôœùû]/gu],
  ["pt", /[ãõç]/gu],
  ["sv", /[åäö]/gu],
  ["da", /[æøå]/gu],
  ["pl", /[ąćęłńśźż]/gu],
  ["cs", /[ěřůčšž]/gu],
  ["tr", /[ğışç]/gu],
  ["ro", /[ășț]/gu],
  ["vi", /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựđơư]/gu],
  ["hu", /[őű]/gu],
]);

/** Words that only this language has, as far as customers' messages go, count 1; words shared with a neighbour count less. */
const WORDS: Readonly<Record<string, { own: string; shared: string }>> = {
  en: {
    own: "the you your and is are what how my it's this that of with have can't don't i'm where when why which please want need would could should there been not my get any from they does did do i can hello hi thanks thank yes hey help order refund account card charged still want working agent human person talk speak",
    shared: "was will in on me so to am at for an bot no a support problem",
  },
  de: {
    own: "ich nicht und der das ist wie mein meine meinen kann bitte haben sie mit für auf ein eine einen dem wo warum mir wir habe noch wann sind bei zu vom zum oder aber auch wurde hallo danke guten mich ihr ihre gibt keine kein möchte will den rechnung konto geld passwort funktioniert geht wieder schon immer",
    shared: "die was in man es am so an war",
  },
  es: {
    own: "el los las qué cómo mi por favor quiero está cuándo dónde hola gracias tengo puedo con una para pero muy mis usted necesito hay cuál cuánto hablar es y del al ayuda cuenta pedido dinero lo su estoy ya porque sin ha he",
    shared: "la de que un no se me en a si como",
  },
  fr: {
    own: "je le les est vous une mon ma mes pas pour avec comment où quand bonjour merci j'ai c'est n'est qu'est-ce sur dans votre du des et mais s'il plaît puis-je peux voudrais ne suis nous ai ce cette quel quelle au été avez veux compte commande n'arrive d'un l'application j'aimerais oui",
    shared: "la de que un me en a si on il",
  },
  pt: {
    own: "não meu minha você como o os uma para obrigado obrigada olá quero está estou preciso por onde quando quanto posso fazer em com mas eu bom dia seu sua tenho foi isso já muito conta pedido do da dos das ao",
    shared: "de que um no se me a e as",
  },
  it: {
    own: "il non mio mia come vorrei sono della per ciao grazie dove quando quanto posso ho buongiorno una perché con questo mi di gli del nel è che alla ma anche voglio conto ordine ancora stato lo",
    shared: "la un a se i le in e si",
  },
  nl: {
    own: "ik het een niet mijn hoe kan de dat voor met waar wanneer hallo dank bedankt graag wil mijn heb jullie naar maar ook wordt van zijn nog geen waarom wat kunt mij bestelling rekening en te aan dit er",
    shared: "is in was die me u op",
  },
  sv: {
    own: "jag är inte och det hur min mitt har hej tack vill på som för kan inte ni var att ett mina varför när",
    shared: "en med du av",
  },
  da: { own: "jeg er ikke og det hvordan min har hej tak vil på som kan hvor hvorfor ikke et mine hvornår mig", shared: "en med du af" },
  pl: {
    own: "nie jest jak moje mój moja mam się czy gdzie kiedy dzień dobry dziękuję proszę chcę co na dlaczego mogę to z do konto",
    shared: "i w o",
  },
  cs: { own: "není jak moje můj mám se kde kdy dobrý den děkuji prosím chci co proč mohu je jsem", shared: "na to do" },
  tr: {
    own: "bir nasıl benim neden için ve var yok merhaba teşekkürler istiyorum nerede ne zaman değil bu çok hesabım siparişim lütfen mi",
    shared: "da de",
  },
  ro: { own: "nu este cum meu mea vreau unde când bună mulțumesc pentru sunt am să și vă rog", shared: "la de un o" },
  id: {
    own: "saya tidak bagaimana dengan apa ini itu terima kasih mau bisa di mana kapan untuk sudah belum akun pesanan tolong yang",
    shared: "dan",
  },
  vi: { own: "tôi không của là có được cho này làm thế nào xin chào cảm ơn", shared: "" },
  fi: { own: "en ei on minun miten missä kiitos hei haluan voin ja mutta tilaus milloin se", shared: "" },
  hu: { own: "nem hogyan az és van szeretnék köszönöm hol mikor egy ez kérem", shared: "a" },
};

const SHARED_WEIGHT = 0.4;

/** What each word counts for the languages that have it. */
export const FUNCTION_WORDS: ReadonlyMap<string, readonly { language: string; weight: number }[]> = weightsByWord();

function weightsByWord(): Map<string, { language: string; weight: number }[]> {
  const all = new Map<string, { language: string; weight: number }[]>();
  for (const [language, { own, shared }] of Object.entries(WORDS)) {
    const weights = new Map(shared.split(" ").map((word) => [word, SHARED_WEIGHT]));
    for (const word of own.split(" ")) weights.set(word, 1);
    for (const [word, weight] of weights) all.set(word, [...(all.get(word) ?? []), { language, weight }]);
  }
  all.delete("");
  return all;
}

/** In the order in which they are tried. */
export const LANGUAGES: readonly string[] = Object.keys(WORDS);
