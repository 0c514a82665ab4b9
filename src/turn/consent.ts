/**
 * Reads a short reply: yes, no, or neither, to the offer of a person and to a card. Only whole short messages count; "yes but how do I …" is a question, not a consent. A card takes a plainer yes than an offer: "ok" may mean
 * no more than "I have read it".
 */

const yes = new Set(
  "yes,yes please,yes pls,yeah,yep,yup,sure,sure please,ok,okay,ok please,okay please,please,please do,do it,go ahead,yes go ahead,alright,sounds good,that would be great,y,ja,ja bitte,bitte,gerne,sí,si,sí por favor,si por favor,vale,claro,oui,oui s'il vous plaît,d'accord,volontiers,نعم,نعم من فضلك,أجل,はい,はい お願いします,お願いします".split(
    ",",
  ),
);
const no = new Set(
  "no,no thanks,no thank you,nope,nah,not now,not yet,never mind,nevermind,n,nein,nein danke,no gracias,non,non merci,لا,لا شكرا,لا شكرًا,いいえ,いいえ 結構です,結構です".split(
    ",",
  ),
);

const plainYes = new Set(
  "yes,yes please,yes confirm,yes i confirm,confirm,i confirm,ja,ja bitte,bestätigen,ich bestätige,ja ich bestätige,sí,si,sí por favor,si por favor,confirmar,confirmo,sí confirmo,si confirmo,oui,oui s'il vous plaît,confirmer,je confirme,oui je confirme,نعم,نعم من فضلك,أؤكد,نعم أؤكد,تأكيد,はい,はい お願いします,はいお願いします,確認,確認します,確定".split(
    ",",
  ),
);
/** "Yes?" asks, and "yes 2" means something else. */
const leavesDoubt = /[\p{N}?？؟]/u;

export function consentIn(text: string): "yes" | "no" | null {
  const said = wordsOf(text);
  if (yes.has(said)) return "yes";
  return no.has(said) ? "no" : null;
}

/** @param button the words on the card's button, which say yes as plainly. @returns `unclear`: agrees, but not so plainly that something may be done on it. */
export function wordOnCard(text: string, button: string): "yes" | "no" | "unclear" | null {
  if (labelOf(text) === labelOf(button)) return "yes";
  const said = wordsOf(text);
  if (plainYes.has(said)) return leavesDoubt.test(text) ? "unclear" : "yes";
  if (yes.has(said)) return "unclear";
  return no.has(said) && !leavesDoubt.test(text) ? "no" : null;
}

const labelOf = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[.!]+$/, "");

function wordsOf(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[^\p{L}\p{M}' ]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
