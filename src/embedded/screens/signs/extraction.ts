/** Somebody wants to read what is not for them: the prompt, secrets, other people's data; or to carry it out by a link. */

import { gap, order, sign, word } from "./sign.ts";

const show = word(
  "reveal|show|print|display|output|repeat|tell|give|share|expose|leak|list|write|dump|recite|quote|return|copy|paste|send|disclose|describe|summari[sz]e|translate|encode|spell|provide|reproduce|echo|explain|state|read|type",
  "what (?:is|are|was|were|'s)",
);
const disclose = word(
  "reveal|show|print|display|output|tell|give|share|expose|leak|dump|send|disclose|extract|retrieve|what (?:is|are|was|were|'s)",
);
const recite = word("repeat|print|output|recite|echo|return|translate|reproduce|display|spell");
const hidden =
  "system|initial|original|hidden|secret|internal|full|entire|exact|complete|developer|confidential|base|core|above|preceding|previous|starting|first|pre-?";
const about =
  "data|details?|information|info|records?|e-?mails?(?: addresses)?|address(?:es)?|orders?|order history|conversations?|phone numbers?|passwords?|names|accounts?|messages?|chats?";
const person = "(?:customer|user|client|account|guest|patient|employee|member|person|people|buyer|subscriber)";

export const extractionSigns = [
  order("prompt_extraction", 0.8, `${show}${gap(45)}${word("your|the|this|its|any|all")}${gap(20)}\\b(?:${hidden})[ -]?prompts?\\b`),
  order(
    "prompt_extraction",
    0.75,
    `${show}${gap(45)}\\byour (?:\\w+ ){0,2}(?:system|initial|original|hidden|secret|internal|full|entire|exact|developer|confidential|core|starting|operating) (?:\\w+ ){0,2}${word("instructions?|messages?|guidelines?|rules?|directives?|configuration|config|context|programming")}`,
  ),
  order(
    "prompt_extraction",
    0.65,
    `${recite}${gap(20)}${word("all|everything|anything|what(?:ever)?(?: is| was)?", "the (?:text|words?|lines?|sentences?|content|messages?|instructions?|prompts?)")}${gap(20)}${word("above|before this|preceding|prior to this|at the (?:start|beginning|top)|you were (?:given|told)")}`,
  ),
  order(
    "prompt_extraction",
    0.55,
    `${show}${gap(40)}\\byour prompts?(?: texts?)?\\b(?! [a-z]| ?-)|${show}${gap(40)}\\byour prompts?(?: texts?)? (?:in|inside|as|verbatim|and|please|to|word|exactly|right|now|here)\\b`,
  ),
  sign(
    "prompt_extraction",
    0.6,
    `\\bwhat\\b${gap(20)}${word("instructions?|rules|prompts?|guidelines|directives")}${gap(15)}${word("were|was|have|are|did")}${gap(8)}\\byou\\b${gap(10)}${word("given|told|get|received?|been|follow\\w*|initiali[sz]ed|programmed")}`,
  ),
  sign(
    "prompt_extraction",
    0.55,
    `${word("words?|text|sentences?|instructions?|prompts?|messages?|lines?")} (?:that )?(?:you (?:were|have been|got|had been)|were) (?:given|told|shown|sent|fed|provided)${gap(20)}${word("at the (?:start|beginning|top)|before|initially|first|originally|earlier")}`,
  ),
  sign(
    "prompt_extraction",
    0.6,
    `\\b(?:your|the) (?:instructions?|prompts?|directives?|rules)\\b${gap(25)}${word("verbatim|word[ -](?:for|by)[ -]word|exactly as|in full|in a code ?block|letter by letter")}`,
  ),
  sign(
    "prompt_extraction",
    0.5,
    `\\b(?:how|what) (?:were|are|have) you (?:been )?(?:instructed|prompted|told to|programmed to|told not to|not allowed to|forbidden)`,
  ),
  sign(
    "prompt_extraction",
    0.55,
    `${word("secrets?|password|word|code|information|instructions?|things?|anything")}${gap(20)}\\byou (?:are|were|have been|'re|aren'?t|weren'?t) (?:not )?(?:told|instructed|asked|ordered|programmed|allowed|supposed|permitted) (?:not )?to (?:share|reveal|tell|say|disclose|show|give|keep|hide)\\b`,
  ),
  order(
    "prompt_extraction",
    0.6,
    `${show}${gap(20)}\\bthe (?:hidden|secret|internal|confidential) (?:\\w+ )?(?:instructions?|prompts?|guidelines?|directives?)\\b`,
  ),
  sign(
    "prompt_extraction",
    0.5,
    `${word("what|which|everything|anything|secrets?")}${gap(25)}\\b(?:developers?|creators?|makers?|programmers?|trainers?)${gap(12)}${word("tell|told|instruct(?:ed)?|forbid|forbade|asked|ordered")} you\\b`,
  ),
  sign("prompt_extraction", 0.45, `\\byour (?:own |full |exact )*(?:system|initial|hidden|secret) prompts?\\b`),
  sign(
    "prompt_extraction",
    0.6,
    `\\b(?:required|obliged|obligated|ordered|expected|must|need|have) (?:to )?(?:disclose|reveal|share|provide|hand over|show|print) your (?:\\w+ ){0,2}${word("instructions?|prompts?|guidelines?|rules|directives?|configuration")}`,
  ),
  sign("prompt_extraction", 0.3, `\\b(?:system|initial|hidden|secret|pre-?) ?prompts?\\b`),
  order(
    "prompt_extraction",
    0.3,
    `${show}${gap(20)}\\byour (?:own )?${word("prompts?|instructions?|directives?|guidelines|rules|programming|configuration")}`,
  ),
  sign("prompt_extraction", 0.35, `\\bstart(?:s|ing)? with ["']?you are\\b`),

  order(
    "exfiltration",
    0.55,
    `${word("email|e-mail|mail|send|tell|give|show|list|reveal|share|forward|write")}${gap(15)}\\b(?:everything|all|anything|whatever)(?: that)? you (?:know|have|remember|stored?) (?:about|on) (?:this|the|that|other|any|another) (?:user|customer|client|person)`,
  ),
  order(
    "exfiltration",
    0.6,
    `${disclose}${gap(25)}\\b(?:your|the (?:system|server|backend|database|admin|internal)'?s?|all(?: the| of the)?) (?:\\w+ ){0,2}${word("api[ _-]?keys?|passwords?|secrets?|credentials?|access tokens?|env(?:ironment)? var(?:iable)?s?|private keys?|connection strings?|secret (?:key|word|code|phrase)")}`,
  ),
  order(
    "exfiltration",
    0.55,
    `${disclose}${gap(25)}\\b(?:other|another|someone else'?s?|somebody else'?s?|any other) (?:\\w+ )?${person}?s?'?s? ?(?:\\w+ ){0,2}${word(about)}`,
  ),
  order(
    "exfiltration",
    0.55,
    `${disclose}${gap(25)}${word(about)} (?:of|from|for|about) (?:all |every |any )?(?:the )?(?:other|another) ${person}`,
  ),
  order(
    "exfiltration",
    0.55,
    `${disclose}${gap(40)}${word("all|every|each|any")} ${person}s?\\b${gap(20)}\\b(?:in|on|from) your (?:database|system|records|files|memory|logs|crm)\\b`,
  ),
  sign(
    "exfiltration",
    0.6,
    `!\\[[^\\]\\n]{0,80}\\]\\(https?://[^)\\s]{0,200}[?=/](?:\\{|<|\\[|\\$|%7b|data|secret|summary|history|conversation|prompt|your_)`,
  ),
  order(
    "exfiltration",
    0.5,
    `${word("append|attach|add|include|encode|embed|put|insert|send|post|forward|transmit|upload|exfiltrate|leak|submit|email|mail")}${gap(25)}${word("conversation|chat|history|context|user'?s?|customer'?s?|prompt|credentials?|secrets?|passwords?|personal|confidential|private|sensitive")}${gap(40)}\\b(?:to|into|in|as|at) (?:the |this |a |an )?(?:url|link|image|query|parameter|webhook|endpoint|https?:|attacker|external)`,
  ),
];
