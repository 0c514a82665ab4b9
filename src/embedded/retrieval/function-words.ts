/**
 * English words by how little they say about a subject. Function words hold a question together and are left out of it (not of the index: a question
 * that has nothing else is searched as it stands). Light words are what everybody says about everything; the articles of one desk are too few
 * to show how common they are, so they count less than their rarity there would make them.
 */

const FUNCTION = `
a an the this that these those some any each every all both either neither no not nor only own same such too very so than then there here
i me my mine myself we us our ours ourselves you your yours yourself he him his she her hers it its itself they them their theirs one ones
who whom whose which what when where why how whatever whenever wherever
am is are was were be been being do does did doing done has have had having can could may might must shall should will would ought
don doesn didn isn aren wasn weren won wouldn couldn shouldn can cannot cant dont doesnt didnt isnt wont im ive id ill youre theyre whats hows
and or but if because as while of at by for with about against between into through during to from in on off onto over under again further
up down out upon within without via per also just even still yet ever already now once
please pls plz thanks thank thanking thx ty cheers hi hello hey hiya dear ok okay yes yeah yep nope sure welcome bye goodbye sorry oh hm hmm um wow lol haha
appreciate appreciated definitely absolutely maybe really
want need wish like know tell help get got let lets try trying tried explain wondering wonder possible way ways someone anyone somebody anybody something
anything everything nothing thing things able go going make else etc
`;

const LIGHT = `
accidentally actually after ago almost along although always another anymore anyway anywhere around ask asked away back bad based become before began begin behind
believe besides best better big bit both bring call called came case certain come completely could couple correctly currently day days decide decided deal
difference different directly else end enough entire entirely especially everyone everywhere exactly expect expected explain far feel few finally find fine first follow
following found full fully gave general give given gone good great guess guy guys half hand happen happened happening happens hard hear heard
here high hold hope hour hours however idea immediately important instead keep kept kind kindly knew large last lastly lately later latest least leave left
less little long look looking looks lot lots low made mainly maybe mean meant mention middle mind minute minutes moment month months more morning most
mostly much near nearly never new next nice night normal normally often old only opposite original other others otherwise part particular past
people perfectly perhaps person place point put question questions quick quickly quite rather read reading real really reason recent recently regarding remain
right said saw say saying says see seem seems seen several short show showing simple simply since sit small somehow sometimes somewhere soon
sorry sort special specific start started stay straight stuff suddenly suppose supposed sure take taken takes taking talk talking tell thank think thinking thought
through throw time times today together told tomorrow tonight took toward towards turn turned two understand understood unless until use used
useful uses using usual usually wait waiting was week weeks weird well went whether whole work worked working works world worse worst write wrong
wrote year years yesterday
`;

export const FUNCTION_WORDS: ReadonlySet<string> = new Set(FUNCTION.trim().split(/\s+/));

export const LIGHT_WORDS: ReadonlySet<string> = new Set(LIGHT.trim().split(/\s+/));
