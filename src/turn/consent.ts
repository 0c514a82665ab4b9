/** Reads a short reply to an offer: yes, no, or neither. Only whole short messages count; "yes but how do I …" is a question, not a consent. */

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

export function consentIn(text: string): "yes" | "no" | null {
  const said = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[^\p{L}\p{M}' ]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (yes.has(said)) return "yes";
  return no.has(said) ? "no" : null;
}
