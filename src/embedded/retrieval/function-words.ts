/**
 * English words that hold a question together and say nothing about its subject. They are left out of a question, not of the index: a
 * question that has nothing else is searched as it stands.
 */

const WORDS = `
a an the this that these those some any each every all both either neither no not nor only own same such too very so than then there here
i me my mine myself we us our ours ourselves you your yours yourself he him his she her hers it its itself they them their theirs one ones
who whom whose which what when where why how whatever whenever wherever
am is are was were be been being do does did doing done have has had having can could may might must shall should will would ought
don doesn didn isn aren wasn weren won wouldn couldn shouldn can cannot cant dont doesnt didnt isnt wont im ive id ill youre theyre whats hows
and or but if because as while of at by for with about against between into through during to from in on off onto over under again further
up down out upon within without via per also just even still yet ever already now once
please pls plz thanks thank hi hello hey dear ok okay yes yeah
want need wish like know tell help get got let lets try trying tried explain wondering wonder possible way ways someone anyone somebody anybody something
anything everything nothing thing things able go going make else etc
`;

export const FUNCTION_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
