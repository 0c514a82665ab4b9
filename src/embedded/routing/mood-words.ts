/** Words and emoji that carry a mood, in the normal form of `tokenise`: lower case, no accents, no apostrophes. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u).filter((word) => word !== ""));

export const VERY_DOWN = words(`
  furious outraged outrageous disgusting disgusted disgrace disgraceful unacceptable appalling horrible horrendous terrible awful worst
  pathetic scam scammers thieves fraud liar liars hate livid ridiculous incompetent nightmare shame fuck fucking fucked shit bullshit bastards
  idiots inaceptable inadmissible unverschamt frechheit inakzeptabel katastrophe vergognoso vergonha schandalig scandaleux 🤬 😡 👿 💩 🖕`);

export const DOWN = words(`
  angry annoyed annoying upset unhappy disappointed disappointing frustrated frustrating bad poor useless stupid dumb rude slow broken wrong fail
  failed fails failing problem problems issue trouble worse worried worry complain complaint never nobody ignored tired sick lost missing
  late overcharged cheated mess confusing confused waste sad sorry unfortunately unfair ripped damn crap sucks error crash crashes crashed
  schlecht argerlich enttauscht wutend kaputt leider malo mala enojado molesto decepcionado problema mauvais decu enerve probleme nul cattivo
  deluso arrabbiato ruim pessimo decepcionado slecht boos teleurgesteld 😠 😤 😞 😢 😭 😒 🙄 👎 ☹ 😔 😩 😫 💔`);

export const UP = words(`
  good great nice thanks thank thx helpful happy glad pleased kind friendly appreciate appreciated works solved fine cool quick fast easy
  welcome enjoy enjoyed love like danke gut super toll gerne gracias bueno genial merci bien grazie bene obrigado bom bedankt goed
  😊 🙂 😀 😃 👍 🙏 😁 😉 ☺ 👌`);

export const VERY_UP = words(`
  amazing awesome excellent fantastic perfect wonderful brilliant delighted outstanding superb lovely best ausgezeichnet wunderbar perfekt
  excelente fantastico increible parfait magnifique perfetto perfeito geweldig ❤ 😍 🎉 🥰 💯 ⭐`);

export const NEGATORS = words(
  "not no never dont doesnt didnt isnt wasnt arent cant cannot wont without hardly nicht kein keine nie no nunca pas jamais non nao niet geen",
);

export const INTENSIFIERS = words(
  "very so really extremely totally absolutely completely utterly too super sehr total so muy tan tres tellement molto muito heel zo",
);

export const URGENT = words(`
  urgent urgently asap emergency immediately instantly critical deadline hurry quickly stranded dringend sofort notfall eilig urgente
  urgencia emergencia inmediatamente immediatement urgence subito emergenza imediatamente spoed 🚨 🆘`);

/** Danger, or a time that is nearly up. */
export const URGENT_PHRASE =
  /\b(?:right now|right away|as soon as possible|within the hour|in an hour|in \d+ (?:minutes|hours)|tonight|by tomorrow|gas leak|smell(?:s|ing)? (?:of )?gas|on fire|smoke|burst pipe|flood(?:ed|ing)?|cant breathe|chest pain|overdose|bleeding|locked out|stolen|hacked|being robbed|system down|production (?:is )?down|all our (?:staff|users|customers)|flight (?:leaves|departs)|so schnell wie moglich|lo antes posible|le plus vite possible)\b/u;
