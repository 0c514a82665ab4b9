/**
 * How people ask for a person, refuse a machine, or say that they need nobody, by language. The expressions read the normal form of
 * `tokenise` (lower case, no accents, no apostrophes, single blanks; scripts without blanks are read as written). `PERSON` stands for a
 * person of the company. Order of judgement, clause by clause: `declines` beats `asks`, `refusesMachine` beats `declines`.
 */

const AN = "(?:an?|the|your|ur|some|any|any of your|one of your|one of the|another|my|ur|this|that|sm)";
const KIND =
  "(?:real|live|living|actual|human|proper|competent|senior|customer|service|support|care|different|other|better|qualified|responsible|nice|friendly|sales|claims?|technical|tech|billing|account|duty|general|store|branch|shift|team|english speaking|flesh and blood|expert|experienced|personal)";
export const PERSON_NOUN =
  "(?:humans?|human beings?|persons?|people|agents?|representatives?|reps?|reprs|operators?|managers?|management|supervisors?|superiors?|advis[oe]rs?|consultants?|specialists?|experts?|colleagues?|employees?|staff|staff members?|team|team leads?|team leaders?|team members?|members? of (?:your )?(?:staff|team)|boss|owner|director|ceo|clerk|associates?|assistants?|attendants?|csr|receptionist|reception|front desk|concierge|technicians?|engineers?|nurse|doctor|pharmacist|adjuster|adjustor|underwriter|banker|teller|chef|driver|courier|in charge|head office|department|dept|customer (?:service|care|support|services)|support team|service desk|help desk|helpdesk|call cent(?:er|re)|live support|live chat|live agent|somebody|someone|some one|anybody|anyone|any one|sb|smb|1 person|guy|lady|gentleman|officer|desk)";
const TARGET = `(?:(?:${AN} )?(?:${KIND} ){0,3}${PERSON_NOUN})`;
/** Whoever is at the far end of a call, even if we have no word for them: "the spa", "your cleaners", "accounting", "Maria". */
const ANY_TARGET = `(?!(?:you|u|it|this|that|him|her|them|me|us|alexa|siri|(?:an? |the |this |your )?(?:bot|robot|machine|chatbot|ai|computer|app|device|system|internet|wifi|network|friends?))\\b)(?:(?:the|your|some|one|any|an?)(?: of your| of the)? )?(?:\\S+ ){0,3}?\\S+`;
const MACHINE =
  "(?:(?:an?|the|this|your|any|another|some|these|stupid|dumb|bloody|damn|fucking|useless|silly) ){0,3}(?:bots?|chat ?bots?|robots?|machines?|computers?|ai|a i|algorithm|automat\\S*|auto (?:reply|response)|virtual (?:assistant|agent)|program|software|script|ivr|answering machine|recording)";
const BOT =
  "(?:(?:an?|the|this|your|any|another|some|these|all|stupid|dumb|bloody|damn|fucking|useless|silly) ){0,3}(?:bots?|chat ?bots?|robots?|ai|automated (?:answers?|repl\\S*|responses?|messages?|system)|auto repl\\S*|virtual (?:assistant|agent)|canned (?:answers?|responses?))";
const WANT =
  "(?:want|wanna|need|like|love|prefer|wish|would rather|rather|id rather|request|require|demand|insist|get|give|gimme|find|bring|send|fetch|put|let|looking for|ask for|asking for|expect|have|is there|are there|isnt there|may i have|can i have|can i get|could i get|could i have|where is|wheres)";

export type WishPhrases = {
  asks: readonly RegExp[];
  hints: readonly RegExp[];
  refusesMachine: readonly RegExp[];
  declines: readonly RegExp[];
};

const of = (...sources: string[]): RegExp[] => sources.map((source) => new RegExp(source, "u"));

const ENGLISH: WishPhrases = {
  asks: of(
    // talk to the manager, speak with someone
    `\\b(?:talk|speak|speek|spk|tlk|chat|(?:discuss|explain|describe|show|say|go over)(?: (?:this|it|that|everything|my \\S+))?|converse|communicate|connect|get (?:in touch|through|hold|a hold)|be in touch|deal|have a (?:chat|word|talk|call|conversation)|interact) (?:directly |further |live |privately |please )?(?:to|with|w|2|of) (?:directly )?(?:${TARGET})\\b`,
    `\\b(?:contact|reach|call|message|meet(?: with)?) (?:${AN} )?(?:${KIND} |\\S+ (?=guy|team|department|desk)){0,3}(?:guy\\b|team|department|desk|human|person|agent|representative|rep|operator|manager|supervisor|advis[oe]r|someone|somebody|(?:customer )?(?:service|care|support)\\b|live (?:agent|support))`,
    // transfer me to …, put me through to …
    `\\b(?:transfer|connect|forward|redirect|pass|patch|route|hand|escalate|switch|put) (?:me|us|this|my call|this call|my chat|this chat|the call|the chat|my case)(?: over| on| through| straight| directly| back| in touch| in contact| up)*(?: to| with| w| onto| 2)(?!(?: the| your| my)? (?:internet|wifi|wi fi|network|page|website|link|form|vpn|server|bluetooth|home ?page|right page|trash|inbox)) ${ANY_TARGET}`,
    `\\b(?:refer|direct|link|send|get|bring) (?:me|us)(?: over| on| through| straight| directly)*(?: to| with| onto) (?:${TARGET}\\b|the \\S+ (?:team|department))`,
    `\\b(?:transfer|connect|put) (?:me|us)(?: over| through)?(?: please| now)?$`,
    `\\b(?:transfer|connect|forward|put through|switch|escalate)(?:ring|ting|ing)?(?: me| us)? (?:to|with) (?!(?:an? |another |any )?(?:someone|somebody|anyone|anybody|persons?|people)\\b)${TARGET}\\b`,
    `\\b(?:be|get|been|being) (?:put (?:in touch|in contact|through|on)|transferred|connected|forwarded|passed|switched|referred|escalated|handed)(?: over| on)? (?:to|with) (?:${TARGET}\\b|the \\S+ (?:team|department))`,
    `\\bput (?:me|us) through\\b`,
    // I want a human, is there a person, get me your manager
    `\\b${WANT}(?: (?:me|us|to have|to see|to get|help from|support from|assistance from|to be helped by|to hear from|a call from|a call with|it from|for|please|just|only|2))* (?:(?:${AN} )?(?:${KIND} ){0,3}(?:human|humans|human being|person|agent|representative|rep|operator|manager|supervisor|superior|advis[oe]r|team lead|team leader|receptionist|live (?:chat|support|agent|person)|human help))(?! (?:account|fee|role|rights|email|policy|portal|number id|error|resources|shower|seat|tent|room))\\b`,
    `\\b(?:have|let|get|ask|want|need|can|could|would|will|may|might)(?: you)?(?: please)? (?:${AN} )?(?:${KIND} ){0,2}(?:manager|supervisor|agent|person|human|representative|advisor|adviser|specialist|colleague|technician|doctor|nurse|one of your \\S+|someone from \\S+(?: \\S+){0,2}|somebody from \\S+(?: \\S+){0,2})(?: please)?(?: to)? (?:call|ring|phone|contact|talk|speak|chat|reach out|get back|take over|look (?:at|into)|help|assist|get in touch|answer|handle|review)`,
    `\\b(?:have|let|get|ask|want|need|can|could|would|will|may|might)(?: you)?(?: please)? (?:someone|somebody|anyone|anybody)(?: else)?(?: please)?(?: to)?(?: just| please)? (?:call|ring|phone|contact|talk|speak|chat|reach out|get back|take over|look (?:at|into) (?:it|this|my)|get in touch|handle (?:this|it|my)|review)`,
    `\\b(?:have|let|get|want|need) (?:someone|somebody) to (?:help|assist|answer)`,
    `\\b(?:get|give|find|bring|send|fetch) (?:me |us )(?:someone|somebody|anybody|anyone)\\b`,
    `\\b(?:someone|somebody|anybody|anyone) on the (?:phone|line)`,
    // anyone there, someone to talk to
    `\\b(?:someone|somebody|some one|anyone|anybody|any one|person|human|one) (?:there |here |else |i can |who i can |that i can |real |available |in charge |i could )*(?:to |i can |can i |could i )?(?:talk|speak|chat)(?: to| with)?`,
    `\\b(?:is|are) (?:there )?(?:any ?one|any ?body|someone|somebody|any (?:human|person|agent|staff))(?: real| human| actually)? (?:there|here|available|around|alive|on duty|listening|reading)\\b`,
    `\\bwho (?:can|could|may|do|should|else can) i (?:talk|speak|complain|escalate)\\b`,
    `\\b(?:someone|somebody|anyone|anybody) (?:real|human|competent|intelligent|smarter|senior|who can (?:actually )?(?:help|decide|solve|understand)|who (?:actually )?(?:knows|understands|reads)|with a brain|responsible|in charge)\\b`,
    `\\b(?:someone|somebody|anyone|anybody) else (?:please|there|here|i can|to help|who)|\\b(?:want|get|give|find|need)(?: me)? (?:someone|somebody) else\\b|^(?:someone|somebody) else$`,
    `\\b(?:any ?one|any ?body) (?:there|real)\\b`,
    // call me back
    `\\b(?:call|ring|phone) (?:me|us)(?: back| now| asap| today| tomorrow| please| on| at| this| in the| when|$)`,
    `\\b(?:want|need|like|request|arrange|schedule|get|have|book) (?:an? |the )?(?:call ?back|call back|phone call|return call)`,
    `\\bcall ?back (?:please|request)|\\brequest (?:an? )?call ?back`,
    `\\b(?:talk|speak|discuss (?:this|it)|do this|explain (?:this|it)|chat|solve this)(?: to \\S+)? (?:by|on|over|via) (?:the )?(?:phone|telephone)`,
    `\\bon the (?:line|phone)$|\\bput \\S+(?: \\S+){0,3} on(?: the (?:line|phone))?$`,
    `\\b(?:escalate|escalation)\\b(?! policy)`,
    `\\bhuman (?:agent|help|support|being|assistance|operator|please|now|representative|touch)|\\b(?:real|live|actual) (?:human|person|people|agent|human being|representative|rep|one please|support)`,
    `\\bcan i (?:talk|speak)(?: with| to)? (?:the |your |a |an )?(?:${KIND} )?\\S+ (?:team|department|desk|office|manager)\\b`,
    // speak to the gym: whoever is there
    `\\b(?:want|like|need|wish|love|wanna|have|prefer|can i|could i|may i|can we|let me|let us|lemme|possible|how (?:do|can) i|trying|able|rather|please|^|yes|yeah|no|hi|hello|hey)(?: please)?(?: really| just| very much| also| like)*(?: to)?(?: please)?(?: have a (?:chat|word|talk) (?:with|to)| (?:talk|speak)(?: directly| please)? (?:to|with)) (?!my (?:wife|husband|mum|mom|dad|son|daughter|partner|boss|manager|supervisor|team|lawyer|doctor|bank|friend|parents|landlord|colleague)|each other|other (?:users|players|customers)|friends)${ANY_TARGET}`,
    // a message that is little else
    `^(?:(?:please|pls|plz|hi|hello|hey|no|yes|ok|just|now|i said|want|need|sorry|but|and|then|a|an|the|your|real|live|speak|talk|to|get|with|give|me|ur|asap|thanks|some|human|agent|person|operator|representative|customer|service|support|care|!|\\?|immediately) )*(?:human|humans|human being|person|agent|representative|rep|operator|manager|supervisor|receptionist|reception|customer (?:service|care|support)|live (?:agent|chat|person|support)|real one|support team|call center|technician|\\S+ team|\\S+ department|advis[oe]r)(?: (?:please|pls|plz|now|asap|!|\\?|right now|thanks|thank you|immediately|instead|only|here|today|on duty|service|then))*$`,
    `\\b(?:someone|somebody|manager|supervisor|human|person|agent|representative|operator|team) (?:please|pls|plz|now|instead)$`,
    `\\bneed help from (?:an? )?(?:human|person|someone)`,
    `\\b(?:reviewed|handled|checked|looked at|looked after|answered|helped|decided|solved|read|done|taken care of) by (?:an? )?(?:real |actual |live )?(?:human|person|manager|supervisor|someone|somebody)`,
    `\\b(?:can|could|may) (?:someone|somebody|anyone|anybody) (?:please )?(?:just )?(?:call|ring|phone|contact|talk|speak)`,
    `\\bperson(?:,)? not (?:an? )?(?:bot|robot|machine)`,
    `\\b(?:number|phone number|telephone number|line|hotline)(?: can i| do i| i can| to| should i)? (?:call|ring|dial|phone)\\b.*\\b(?:speak|talk|someone|person|human|agent|support|service)`,
  ),
  hints: of(
    `\\b(?:phone|telephone|contact|helpline|hotline) ?number\\b|\\bhotline\\b|\\bhelpline\\b`,
    `\\b(?:talk|speak|chat|call|discuss)\\b`,
    `\\b(?:human|representative|supervisor|live agent|customer (?:service|care))\\b`,
    `\\b(?:complain|complaint|lawyer|unacceptable|fed up)\\b`,
  ),
  refusesMachine: of(
    `\\b(?:dont|do not|not|never|wont|will not|no longer|refuse to|stop) (?:(?:want|wanna|wish|like|need|going|gonna|prefer)(?: to)? )?(?:be )?(?:talk|talking|speak|speaking|chat|chatting|deal|dealing|type|typing|write|writing|interact|communicate|argue|discuss|explain)(?: (?:this|it|anything))?(?: (?:to|with))? ${MACHINE}`,
    `\\b(?:dont|do not|no longer) (?:want|wanna|wish|like|need|trust) (?:to be answered by |an answer from |answers from |help from )?${BOT}`,
    `\\b(?:hate|tired of|sick of|fed up with|enough of|done with|no more|cant stand|instead of|rather than|other than|stop with)(?: (?:talking|speaking|chatting|writing)(?: to| with)?)? ${BOT}`,
    `\\b(?:no|not an?|without) (?:(?:more|stupid|damn|fucking) )?(?:bots?|chat ?bots?|robots?|machines?|automat\\S*|ai)\\b(?! (?:please tell|in my))`,
    `\\b(?:get|let) me out of (?:this|the) (?:bot|chat ?bot|machine|loop)`,
    `\\bsick of (?:this |these )?(?:bots?|chat ?bots?)`,
    `\\b(?:bots?|robots?|machines?|ai) (?:cant|cannot|wont|will not|doesnt|does not) (?:help|solve|understand|fix)`,
  ),
  declines: of(
    `\\b(?:dont|do not|doesnt|didnt|did not|never|no longer|not) (?:really |actually |even |currently )?(?:want|wanna|need|wish|require|like|asked? for|have|looking|trying|asking|necessary|going)(?: (?:to|for))*(?: (?:talk|speak|chat|be (?:transferred|connected|forwarded|escalated)|call|wait|see|have|contact|get|escalate|deal))*(?: (?:to|with|for|in touch))* ?(?:${TARGET}|to be (?:transferred|connected|called)|an? call ?back|(?:be )?(?:transferred|escalated?|called|escalation))\\b`,
    `\\b(?:dont|do not|never|please dont|no need to|not necessary to|stop|without) (?:please )?(?:transfer|connect|forward|redirect|pass|hand|escalate|put|call|ring|phone|contact|send|calling|transferring|escalating)(?:ing)? ?(?:me|us|this|my|it)?`,
    `\\b(?:no need|not needed|no reason|unnecessary|needless)(?: (?:for|of|to))? ?(?:talk|speak|involve|get|call|contact|bother|have|transfer|escalate)?(?: (?:to|with))? ?(?:${TARGET})?`,
    `\\bno (?:human|agent|person|manager|representative|operator|call ?back|callback)s? (?:needed|required|necessary|please|thanks)`,
    `^no (?:human|agent|person|manager|representative|operator)s?$`,
    `\\b(?:without|before|instead of|rather than|avoid|prevent) (?:having to |needing to )?(?:talking|speaking|talk|speak|calling|call|chatting|contacting|involving|waiting for|an?|a|escalat\\S+)(?: (?:to|with|for))? ?(?:${TARGET})`,
    `\\b(?:rather|prefer) not (?:to )?(?:talk|speak|call|phone|chat|be (?:called|transferred))`,
    `\\b(?:do|will|must|should|would) (?:i|we) (?:really |always )?(?:have to|need to|need|must)? ?(?:talk|speak|call|see|contact|get)(?: (?:to|with))? (?:${TARGET})\\b(?= .*\\b(?:to|for|in order|if|when)\\b)`,
    `\\b(?:dont|do not) (?:have to|need to) (?:talk|speak|call)`,
    `\\bbot is (?:fine|ok|okay|enough|good)|\\bfine with (?:the|a|this) bot|\\byou are (?:fine|enough)`,
    `\\b(?:have|need|let me|going|will|must|got) (?:to )?(?:first )?(?:talk|speak|check|discuss (?:this|it)) (?:to|with) my (?:wife|husband|mum|mom|dad|son|daughter|partner|boss|manager|supervisor|team|lawyer|doctor|bank|friend|parents|landlord|colleagues?|accountant)`,
    `\\b(?:i will|ill|i would have|i could|you can|you should|they should) (?:just |then |always )?(?:contact|call|reach) `,
    `\\b(?:already|yesterday|last week|i just|i have|ive|have) (?:already )?(?:spoke|spoken|talked|chatted)`,
    `\\bhuman resources\\b|\\b(?:password|task|file|download|device|window|package|property|project) manager\\b|\\b(?:travel|estate|insurance|user|cleaning|letting) agents?\\b(?! please| now)|\\bper person\\b|\\b(?:become|be) (?:an? )?(?:agent|representative|operator|driver|courier|manager)`,
  ),
};

const GERMAN_PERSON =
  "(?:menschen?|person|mitarbeiter\\S*|berater\\S*|vorgesetzte\\S*|chef\\S*|kolleg\\S*|kundendienst|kundenservice|kundenbetreuung|support|jemand\\S*|ansprechpartner\\S*|techniker\\S*|manager\\S*|leitung|zustandig\\S*|teamleit\\S*|menschliche\\S*)";
const GERMAN: WishPhrases = {
  asks: of(
    `\\b(?:mit|zu) (?:(?:einem|einer|nem|ner|ihrem|ihrer|eurem|eurer|dem|der|irgend|echten|richtigen|wem|anderen) ){0,3}${GERMAN_PERSON}(?: \\S+){0,4} (?:sprechen|reden|chatten|telefonieren|verbinden|verbunden|schreiben|sprache)`,
    `\\b(?:sprechen|reden|spreche|sprech|telefonieren|chatten) (?:\\S+ ){0,2}mit (?:\\S+ ){0,3}${GERMAN_PERSON}`,
    `\\b(?:verbinde|verbinden|verbindet|weiterleiten|leite|leiten|stellen|stell) (?:sie |ihr )?(?:mich|uns)\\b`,
    `\\b(?:ruf|rufe|rufen|ruft) (?:sie |ihr )?(?:mich|uns)|\\bruckruf|\\bzuruckrufen|\\b(?:mich|uns) (?:bitte )?(?:jemand )?anrufen|\\bkann (?:mich|uns) jemand`,
    `\\b(?:will|mochte|brauche|hatte gern|gib mir|geben sie mir|gebt mir|verlange|wunsche)(?: bitte| gerne?| sofort| jetzt| endlich)* (?:einen?|nen|den|ihren?|euren?|mit einem) (?:\\S+ ){0,2}?${GERMAN_PERSON}`,
    `^(?:(?:bitte|einen?|echten?|ich|hallo|nein|richtigen) )*(?:mensch|menschen|mitarbeiter|mitarbeiterin|berater|vorgesetzter?|kundendienst|kundenservice|person)(?: (?:bitte|!|jetzt|sofort))*$`,
    `\\bechte[nrs]? (?:menschen?|person|mitarbeiter\\S*)|\\bist da (?:jemand|wer|ein mensch)`,
    `\\bjemand\\S* (?:sprechen|reden|anrufen|erreichen)`,
  ),
  hints: of(`\\b(?:sprechen|anrufen|telefonnummer|beschwer\\S*)\\b`),
  refusesMachine: of(
    `\\b(?:keinen?|nicht (?:mit|von) (?:einem|einer|dem|der|nem|diesem|dieser)|kein|ohne|statt) (?:\\S+ )?(?:bots?|chat ?bots?|roboter|maschine|computer|automat\\S*|ki)\\b`,
  ),
  declines: of(
    `\\b(?:keinen?|kein|nicht mit (?:einem|einer|dem|ihrem)) (?:\\S+ )?(?:menschen?|person|mitarbeiter\\S*|berater\\S*|ruckruf|vorgesetzten?|kundendienst)`,
    `\\bnicht (?:verbinden|weiterleiten|weitergeleitet|anrufen|verbunden)|\\bohne (?:mit|einen) (?:\\S+ )?(?:mitarbeiter|menschen|jemand)`,
    `\\b(?:verbinden|leiten|rufen|ruf|verbinde) (?:sie )?(?:mich |uns )?(?:bitte )?nicht`,
  ),
};

const SPANISH_PERSON =
  "(?:persona|humano|humana|agente|asesora?|encargad[oa]|gerente|supervisora?|responsable|operadora?|representante|alguien|jefe|jefa|ejecutiv[oa]|empleado|tecnico|atencion al cliente|servicio al cliente|soporte|ser humano|director)";
const SPANISH: WishPhrases = {
  asks: of(
    `\\b(?:hablar|hable|conversar|comunicarme|comunicar|contactar|chatear|platicar|contacto) (?:\\S+ )?con (?:\\S+ ){0,3}?${SPANISH_PERSON}`,
    `\\b(?:paseme|pasame|pasenme|pasarme|comuniqueme|comunicame|comuniquenme|transfierame|transfiereme|conecteme|conectame|ponme|pongame|me (?:pasa|pasas|comunica|comunicas|transfiere|pone|pones)) (?:\\S+ )?con`,
    `\\b(?:quiero|necesito|exijo|deseo|dame|deme|prefiero|quisiera|hay)(?: a)? (?:(?:un|una|el|al|la|algun|alguna|su) )?(?:\\S+ )?(?:persona|humano|agente|asesora?|encargado|gerente|supervisora?|operadora?|representante)(?: |$)`,
    `^(?:(?:por favor|un|una|con|hola|no|quiero|persona|agente) )*(?:persona(?: real)?|humano|agente|asesor|operador|representante|gerente|supervisor)(?: (?:por favor|real|humano|ya|ahora|!))*$`,
    `\\b(?:llamame|llameme|llamenme|llamarme|que me llamen|me llame|me llamen|me (?:puede|pueden|podrian|podria) llamar|devuelvanme la llamada)\\b|\\bpersona real\\b|\\bagente humano\\b|\\bser humano\\b`,
  ),
  hints: of(`\\b(?:hablar|queja|telefono)\\b`),
  refusesMachine: of(
    `\\b(?:no (?:quiero|deseo|me gusta)? ?(?:hablar|chatear|tratar)? ?(?:con )?|sin |nada de |ningun |harto de )(?:un |una |este |esta |los |el |la )?(?:bots?|robots?|maquinas?|chatbots?|contestadora|ia)\\b`,
  ),
  declines: of(
    `\\bno (?:quiero|necesito|hace falta|deseo|es necesario)(?: que)? ?(?:hablar|contactar)? ?(?:con|a)? ?(?:un|una|el|la|ningun|ninguna)? ?${SPANISH_PERSON}`,
    `\\bno me (?:pase|pases|transfiera|transfieras|comunique|llame|llames|llamen)|\\bsin (?:tener que )?hablar con`,
  ),
};

const FRENCH_PERSON =
  "(?:conseiller\\S*|conseillere|humaine?|personne|agent|responsable|operateur|operatrice|technicien\\S*|superieur\\S*|manager|quelquun|directeur|directrice|chef|etre humain|service client|interlocuteur|employe|collegue|vrai\\S* (?:personne|humain|conseiller))";
const FRENCH: WishPhrases = {
  asks: of(
    `\\b(?:parler|parle|discuter|echanger|communiquer|contacter|joindre|avoir) (?:\\S+ )?(?:a|avec|au|aupres|dun|un|une|le|la|votre)? ?(?:\\S+ ){0,3}?${FRENCH_PERSON}`,
    `\\b(?:passez|passe|mettez|transferez|connectez|dirigez|met|redirigez) (?:moi|nous)|\\bme (?:passer|mettre en (?:relation|contact)|transferer|rediriger)`,
    `\\b(?:veux|voudrais|souhaite|besoin|exige|prefere|donnez moi|y a t il)(?: bien)? (?:un|une|dun|dune|le|la|votre) (?:\\S+ ){0,2}?(?:conseiller\\S*|humain|personne|agent|responsable|operateur|superieur|manager|vrai\\S* \\S+)`,
    `^(?:(?:un|une|bonjour|non|le|la|votre|svp|parler) )*(?:conseiller|conseillere|humain|agent|responsable|operateur|service client|personne)(?: (?:reelle?|humaine?|svp|sil vous plait|sil te plait|maintenant|stp|!))*$`,
    `\\b(?:rappelez|appelez|rappeler) moi|\\b(?:me|nous) (?:rappel|appel)(?:er|ez|e)\\b|\\betre rappele\\S*|\\bquelquun (?:peut|pourrait|de reel|au telephone)`,
  ),
  hints: of(`\\b(?:parler|telephone|reclamation|plainte)\\b`),
  refusesMachine: of(
    `\\b(?:pas|plus|sans|aucun|marre|ni|stop) (?:\\S+ ){0,3}?(?:bots?|robots?|machines?|chatbots?|automate|ia|ordinateur)\\b`,
  ),
  declines: of(
    `\\bpas (?:besoin|la peine|envie|necessaire)(?: \\S+){0,2}? (?:dun |un |une |dune |de )?(?:parler|${FRENCH_PERSON}|contacter|appeler|transferer)`,
    `\\b(?:ne|veux pas|pas) (?:me |parler a |parler avec )(?:passez|transferez|rappelez|appelez|un conseiller|une personne|un humain|quelquun)|\\bne me (?:passez|transferez|rappelez|appelez)|\\bsans (?:avoir a )?parler`,
  ),
};

/** Languages for which we know the usual phrase and no more. */
const OTHERS: WishPhrases = {
  asks: of(
    // Italian, Portuguese, Dutch
    "\\b(?:parlare|parli|comunicare|chattare) con (?:\\S+ ){0,3}?(?:operatore|operatrice|persona|umano|responsabile|qualcuno|consulente|addetto|supervisore|direttore)|\\b(?:mi passi|passatemi|passami|richiamatemi|mi chiami|mi richiami)\\b|^(?:un )?(?:operatore|umano)(?: per favore)?$|\\bpersona (?:vera|reale)\\b",
    "\\b(?:falar|conversar) com (?:\\S+ ){0,3}?(?:atendente|pessoa|humano|gerente|supervisora?|operadora?|alguem|representante|responsavel|agente)|\\b(?:me (?:transfira|passe|ligue|liguem)|ligue para mim|ligue me)\\b|^(?:um |uma )?(?:atendente|humano|pessoa)(?: por favor)?$|\\b(?:quero|preciso de) (?:um|uma) (?:atendente|humano|pessoa|agente)|\\bpessoa (?:real|de verdade)\\b",
    "\\b(?:medewerker|mens|iemand|persoon|manager|leidinggevende|collega)(?: \\S+){0,3} (?:spreken|praten|bellen)|\\b(?:spreken|praten|verbind me|doorverbinden)(?: \\S+){0,2} met (?:\\S+ ){0,2}?(?:medewerker|mens|iemand|persoon|manager|leidinggevende)|^(?:een )?(?:echte? )?(?:medewerker|mens)(?: alsjeblieft| aub| graag)?$|\\bbel me\\b|\\becht mens\\b|\\bmet een (?:echt )?(?:mens|medewerker)",
    // Polish, Turkish, Swedish and its neighbours, Russian and Ukrainian, Indonesian
    "\\b(?:rozmawiac|porozmawiac|polacz\\S*|polaczyc) (?:\\S+ ){0,2}?z (?:\\S+ ){0,2}?(?:konsultant\\S*|czlowiek\\S*|pracownik\\S*|kims|kierownik\\S*)|^(?:konsultant|czlowiek)$",
    "(?:insan|temsilci|yetkili|operator|mudur|biri|birisi)\\S*(?: \\S+){0,2} (?:gorus|konus|bagla|aktar)\\S*|\\b(?:musteri temsilcisi|gercek (?:bir )?insan)",
    "\\b(?:prata|tala|snakke|snakka|tale) med (?:\\S+ ){0,2}?(?:nagon|manniska|person|noen|nogen|menneske|medarbetare|medarbejder|kundeservice|kundtjanst)",
    "(?:оператор|человек|менеджер|сотрудник|специалист|людин|начальник|руководител)\\S*(?: \\S+){0,2} (?:поговор|позов|соедин|переключ|связ|зовите|дайте)|(?:позов|соедин|переключ|свяж|поговорить|говорить|дайте|поклич|з.єднайте)\\S* (?:\\S+ ){0,3}?(?:оператор|челове|менеджер|сотрудник|специалист|людин|кем нибудь|живым|живого|начальник)|^(?:живой )?(?:оператор|человек)$|живой человек|живого человека|перезвоните",
    "\\b(?:bicara|berbicara|ngobrol) (?:dengan|sama) (?:\\S+ ){0,2}?(?:orang|manusia|agen|cs|petugas|manajer|customer service)",
    // Arabic, Hebrew, Hindi
    "(?:التحدث|أتحدث|اتحدث|التكلم|أتكلم|اتكلم|أكلم|اكلم|الكلام|تحويلي|حولني|تواصل)\\S* (?:\\S+ ){0,2}?(?:شخص|موظف|إنسان|انسان|بشري|مدير|مسؤول|ممثل|أحد|احد|خدمة)|خدمة العملاء|اتصلوا بي|اتصل بي",
    "(?:לדבר|לשוחח) (?:\\S+ )?(?:עם|אל) (?:\\S+ ){0,2}?(?:נציג|אדם|מנהל|מישהו|בן אדם)|^נציג",
    "(?:इंसान|व्यक्ति|एजेंट|मैनेजर|किसी|अधिकारी|प्रतिनिधि)(?: \\S+){0,3} (?:बात|बोल)|kisi (?:\\S+ )?se baat",
  ),
  hints: [],
  refusesMachine: of(
    "\\bnon (?:voglio )?(?:parlare )?(?:con )?(?:un )?(?:bot|robot|macchina)\\b|\\bnao quero (?:falar com )?(?:um |uma )?(?:robo|bot|maquina)\\b|\\bgeen (?:bot|robot|chatbot|computer)\\b|бот(?:ом)? (?:\\S+ )?(?:не хочу|надоел)|не хочу (?:\\S+ ){0,2}?(?:с )?(?:ро)?бот",
  ),
  declines: of(
    "\\bnon (?:mi passi|voglio parlare con|ho bisogno di (?:un|una|parlare))|\\bnao (?:preciso|quero) (?:de |falar com )?(?:um |uma )?(?:atendente|humano|pessoa)|\\bgeen (?:medewerker|mens) nodig|не (?:нужен|надо|зовите) (?:\\S+ )?(?:оператор|человек)",
  ),
};

/** Chinese, Japanese, Korean, Thai: read as written, since no blanks part the words. */
export const UNSPACED: { asks: RegExp; declines: RegExp } = {
  asks: /转人工|轉人工|人工客服|人工服务|人工服務|真人|(?:找|叫|跟|和|与).{0,4}(?:人工|客服人员|经理|經理|主管|负责人)|给我打电话|(?:人間|人|担当者|担当の方|オペレーター|スタッフ|責任者|店長|上司|係員|有人).{0,8}(?:話|はな|つな|繋|お願い|代わ|替わ|出して|対応)|電話(?:を)?(?:ください|してください|かけて)|(?:상담원|상담사|사람|직원|매니저|담당자|책임자).{0,8}(?:연결|통화|바꿔|이야기|얘기|대화|말하|불러)|전화해\s*주|(?:คุย|พูด|ติดต่อ|โอนสาย).{0,8}(?:เจ้าหน้าที่|คน|พนักงาน|ผู้จัดการ)/u,
  declines:
    /不(?:用|需要|要)(?:转)?人工|人工(?:は)?不要|(?:オペレーター|担当者|人間).{0,6}(?:不要|いりません|必要(?:は)?(?:ない|ありません))|(?:상담원|사람).{0,4}(?:필요\s*없)/u,
};

export const WISH_PHRASES: readonly WishPhrases[] = [ENGLISH, GERMAN, SPANISH, FRENCH, OTHERS];
