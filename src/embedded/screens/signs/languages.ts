/**
 * "Ignore all previous instructions", "show me your system prompt" and "you are now" in the languages that customers write in. Each language gives
 * its verbs, the words that point back, and the words for orders; never words for messages, letters or purchases, which customers do take back.
 * Texts come folded (lower case, no accents on Latin letters).
 */

import { sign, type Sign } from "./sign.ts";

type Language = {
  drop: string;
  earlier: string;
  orders: string;
  /** "Everything that you were told", about the assistant and nothing else. */
  everything?: string;
  /** Languages whose verb may stand at the end of the sentence. */
  verbLast?: true;
  /** Scripts without spaces: no word boundaries. */
  unspaced?: true;
};

const languages: readonly Language[] = [
  {
    // German
    drop: "ignorier\\w*|vergiss|vergesst|vergessen sie|missachte\\w*|verwirf|ue?berschreib\\w*|ue?bergeh\\w*|beachte\\w* (?:\\w+ ){0,4}nicht|setz\\w* dich uber",
    earlier:
      "alle[nrs]?|samtliche[nrs]?|vorherig\\w*|bisherig\\w*|obig\\w*|vorangegangen\\w*|vorig\\w*|fruher\\w*|deine[nrs]?|davor|zuvor|bisher",
    orders:
      "anweisung\\w*|instruktion\\w*|befehl\\w*|regeln?|vorgaben?|richtlinien?|anordnung\\w*|systemprompt\\w*|prompts?|beschrankung\\w*|aufgaben(?:stellung)?|gesagte",
    verbLast: true,
    everything: "alles,? was (?:man )?(?:dir|dich|du)",
  },
  {
    // French
    drop: "ignore[rz]?|oublie[rz]?|neglige[rz]?|(?:ne tiens|ne tenez) pas compte|fai(?:s|tes) abstraction|ne (?:suis|suivez|respecte[z]?) pas|contourne[rz]?",
    earlier: "tou(?:te?s|t)|precedente?s?|anterieure?s?|ci-dessus|tes|vos|avant|initiales?",
    orders: "instructions?|consignes?|directives?|regles?|ordres|prompts?|restrictions?|contraintes?",
    everything: "tout ce qu(?:e|i|'on) ?(?:t'a|vous a|on t|tu|precede)",
  },
  {
    // Spanish
    drop: "ignor(?:a|ar|ad|e|en)|olvid(?:a|ar|ate|ad|e|en|arte)|omit(?:e|ir|a)|desestim(?:a|ar|e)|descart(?:a|ar|e)|haz caso omiso|no (?:sigas|hagas caso|obedezcas)|desobedece",
    earlier: "tod[ao]s?|anterior(?:es)?|previ[ao]s?|de arriba|antes|tus|sus|iniciales",
    orders: "instruccion(?:es)?|indicacion(?:es)?|reglas|directrices|normas|comandos|restricciones|prompts?|directivas|limitaciones",
    everything: "todo lo (?:anterior|que (?:te|sabes|se te))",
  },
  {
    // Portuguese
    drop: "ignor(?:e|ar|a|em)|esquec(?:a|er|e|am)|desconsider(?:e|ar|a|em)|desrespeite|nao (?:siga|obedeca)|descart(?:e|ar)",
    earlier: "tod[ao]s?|anterior(?:es)?|previ[ao]s|acima|antes|suas|seus|tuas|teus|iniciais",
    orders: "instruc(?:ao|oes)|regras|diretri(?:z|zes)|orientacoes|comandos|restricoes|prompts?|limitacoes|ordens dadas",
    everything: "tudo (?:o que (?:te|voce|lhe|foi dito)|acima)",
  },
  {
    // Italian
    drop: "ignora(?:re|te)?|dimentica(?:re|te)?|trascura(?:re|te)?|non (?:seguire|rispettare|obbedire)|tralascia(?:re|te)?|disattendi",
    earlier: "tutt[eio]|precedent[ei]|sopra|prima|tue|tuoi|iniziali|finora",
    orders: "istruzion[ei]|regole|direttive|indicazioni|comandi|linee guida|restrizioni|prompts?",
    everything: "tutto (?:quello|cio) che (?:ti|sai|hai)",
  },
  {
    // Dutch
    drop: "negeer|vergeet|sla|volg|omzeil|laat",
    earlier: "alle|vorige|eerdere|bovenstaande|voorgaande|je|jouw",
    orders: "instructies?|aanwijzing(?:en)?|regels|richtlijnen|prompts?|beperkingen",
  },
  {
    // Polish
    drop: "zignoruj\\w*|ignoruj\\w*|zapomnij\\w*|pomin\\w*|nie przestrzegaj|odrzuc",
    earlier: "wszystki\\w+|poprzedni\\w+|wczesniejsz\\w+|powyzsz\\w+|swoi\\w+|swoj\\w+|twoj\\w+",
    orders: "instrukcj\\w+|polece\\w+|zasad\\w*|regul\\w*|wytyczn\\w+|prompt\\w*|ograniczen\\w*",
  },
  {
    // Swedish, Norwegian, Danish
    drop: "ignorera|ignorer|glom|glem|bortse fran|se bort fra|folj inte|strunta i",
    earlier: "alla|alle|tidigare|foregaende|tidligere|ovanstaende|ovenstaende|dina|dine",
    orders: "instruktion\\w*|instruks\\w*|regler\\w*|anvisning\\w*|riktlinj\\w*|retningslinj\\w*|prompt\\w*",
  },
  {
    // Turkish
    drop: "yok say\\w*|gormezden gel\\w*|unut\\w*|dikkate alma\\w*|goz ardi et\\w*|uyma",
    earlier: "onceki|yukaridaki|tum|butun|simdiye kadarki|verilen",
    orders: "talimat\\w*|kural\\w*|komut\\w*|yonerge\\w*|prompt\\w*|kisitlama\\w*",
    verbLast: true,
  },
  {
    // Russian, Ukrainian
    drop: "(?:про)?игнорируй\\p{L}*|забудь\\p{L}*|не следуй\\p{L}*|отбрось\\p{L}*|не обращай\\p{L}* внимания|ігноруй\\p{L}*|проігноруй\\p{L}*|нарушь",
    earlier:
      "все\\p{L}*|всё|всі|предыдущ\\p{L}+|прежни\\p{L}+|вышеуказанн\\p{L}+|выше|сво\\p{L}+|тво\\p{L}+|прошл\\p{L}+|попередн\\p{L}+|изначальн\\p{L}+",
    orders:
      "инструкци\\p{L}*|указани\\p{L}*|правил\\p{L}*|команд\\p{L}*|ограничени\\p{L}*|промпт\\p{L}*|директив\\p{L}*|інструкці\\p{L}*|вказівк\\p{L}*|установк\\p{L}*",
    everything: "вс[её],? что (?:тебе|ты|было)",
  },
  {
    // Chinese, simplified and traditional
    drop: "忽略|忽视|忽視|无视|無視|忘记|忘記|忘掉|不要理会|不要理會|不要遵守|不要遵循|不必遵守|抛弃|跳过|跳過|违反|绕过|繞過",
    earlier: "之前|以前|先前|前面|上面|上述|以上|此前|所有|全部|一切|你的|您的|任何",
    orders: "指令|指示|提示词|提示詞|提示|规则|規則|命令|设定|設定|限制|约束|約束|准则",
    unspaced: true,
  },
  {
    // Japanese
    drop: "無視|忘れ|破棄|従わな|守らな|リセット",
    earlier: "以前|これまで|上記|前の|前に|すべて|全て|全部|今まで|先ほど|あらゆる|元の",
    orders: "指示|命令|ルール|規則|プロンプト|制約|設定|制限",
    verbLast: true,
    unspaced: true,
  },
  {
    // Korean
    drop: "무시|잊어|잊고|따르지|어기",
    earlier: "이전|위의|위에|앞의|앞선|모든|지금까지|기존",
    orders: "지시|명령|규칙|지침|프롬프트|제한|설정",
    verbLast: true,
    unspaced: true,
  },
  {
    // Arabic
    drop: "تجاهل|انس|انسى|اهمل|أهمل|لا تتبع",
    earlier: "جميع|كل|السابقة|السابقه|أعلاه|اعلاه|كافة",
    orders: "التعليمات|تعليمات|الأوامر|الاوامر|القواعد|الإرشادات|الارشادات|القيود|تعليماتك",
    unspaced: true,
  },
  {
    // Hindi
    drop: "अनदेखा|भूल|नज़रअंदाज|नजरअंदाज|उपेक्षा|अनदेखी",
    earlier: "पिछले|पूर्व|सभी|उपरोक्त|पहले|सारे",
    orders: "निर्देश|आदेश|नियम",
    verbLast: true,
    unspaced: true,
  },
];

/** Verb and object in one sentence; within the object, what points back and the orders in either order. */
function overrideSign({ drop, earlier, orders, everything, verbLast, unspaced }: Language): Sign {
  const between = unspaced ? "[^.!?。！？\\n]{0,12}?" : "[^.!?\\n]{0,30}?";
  const [start, end] = unspaced ? ["", ""] : ["(?<![\\p{L}])", "(?![\\p{L}])"];
  const whole = (alternatives: string): string => `${start}(?:${alternatives})${end}`;
  const objects = [
    `${whole(earlier)}${between}${whole(orders)}`,
    `${whole(orders)}${between}${whole(earlier)}`,
    ...(everything ? [whole(everything)] : []),
  ];
  const object = `(?:${objects.join("|")})`;
  const verbFirst = `${negation}${whole(drop)}${between}${object}`;
  return sign("instruction_override", 0.85, verbLast ? `${verbFirst}|${object}${between}${whole(drop)}` : verbFirst);
}

const negation = "(?<!\\b(?:nicht|nichts|ne|n'|no|nao|non|niet|nie|inte|ikke) )";

export const languageSigns: readonly Sign[] = [
  ...languages.map(overrideSign),
  sign(
    "prompt_extraction",
    0.6,
    "(?:prompt (?:de|del|do|di|du) (?:sistema|systeme|sistema inicial)|prompt (?:systeme|sistema|initial|inicial|iniziale)|system-?prompt(?:en|s|a|u|em)?\\b(?= .{0,20}(?:an|aus|vor|preis|mir|zien|weer))|istruzioni di sistema|instrucciones (?:del|de) sistema|instructions systeme|系统提示|系統提示|初始提示|系统指令|システムプロンプト|システム指示|시스템 ?프롬프트|системн\\p{L}+ (?:промпт|инструкци)\\p{L}*|initialen? (?:anweisung|prompt)\\w*|sistem (?:istemi|talimat)\\w*)",
  ),
  sign(
    "prompt_extraction",
    0.55,
    "(?:zeig|nenn|verrat|gib|wiederhol|druck|schreib|montre|affiche|revele|repete|donne|muestra|revela|repite|imprime|dime|mostre|repita|mostra|ripeti|rivela|stampa|toon|herhaal|pokaz|powtorz|покажи|повтори|выведи|раскрой)\\p{L}*[^.!?\\n]{0,30}?(?:deine[nr]?|tes|vos|tus|seus|suas|tue|tuoi|jouw|je|swoje|twoje|свои|твои)[^.!?\\n]{0,15}?(?:anweisungen|instruktionen|prompts?|instructions|consignes|instrucciones|instrucoes|istruzioni|instructies|instrukcje|инструкции|промпт|правила)",
  ),
  sign(
    "unrestricted_persona",
    0.4,
    "(?:(?<!\\p{L})(?:du bist (?:jetzt|nun|ab sofort) (?:ein|der|die|kein)|ab jetzt (?:bist|wirst|antwortest) du|tu es (?:maintenant|desormais) (?:un|le|la)|a partir de maintenant,? tu|ahora eres|a partir de ahora,? (?:eres|vas|seras|respond)|agora voce e|a partir de agora,? voce|ora sei (?:un|il|la)|d'ora in poi|je bent (?:nu|vanaf nu) (?:een|de)|teraz jestes|od teraz jestes|теперь ты|с этого момента ты|отныне ты)(?!\\p{L})|你现在是|你現在是|从现在开始,?，?你|從現在開始,?，?你|今からあなたは|これからあなたは|이제 너는|이제부터 (?:너|당신))",
  ),
  sign(
    "unrestricted_persona",
    0.3,
    "(?<!\\p{L})(?:handle als|agis comme|agissez comme|actua como|aja como|atue como|comportati come|zachowuj sie jak|веди себя как|действуй как)(?!\\p{L})|扮演|のふりをして|역할을 (?:해|맡)",
  ),
  sign(
    "refusal_suppression",
    0.35,
    "(?<!\\p{L})(?:ohne (?:jegliche |alle )?(?:einschrankung|beschrankung|filter|regel|zensur)|sans (?:aucune )?(?:restriction|limite|censure|filtre)|sin (?:ninguna? )?(?:restriccion|limit|censura|filtro)|sem (?:nenhuma )?(?:restric|limit|censura|filtro)|senza (?:alcuna )?(?:restrizion|limit|censura|filtr)|без (?:каких-либо )?(?:ограничений|цензуры|фильтров))\\p{L}*|(?:没有|沒有|不受)(?:任何)?[^。！？\\n]{0,10}?(?:限制|约束|約束)|制限なし|제한 없이",
  ),
];
