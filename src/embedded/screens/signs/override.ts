/** Somebody sets the assistant's instructions aside, or brings new ones. */

import { gap, opening, order, sign, word } from "./sign.ts";

const drop = word(
  "ignore|disregard|forget|override|overwrite|bypass|circumvent|neglect|overlook|discard|dismiss|set aside|unlearn|violate|pay no attention to",
  "(?:do not|don'?t|no longer|never) (?:follow|obey|comply with|adhere to|listen to)",
  "(?:stop|cease) (?:following|obeying|complying with|adhering to)",
);
const past = "previous(?:ly)?|prior|above|earlier|preceding|foregoing";
const given = `(?:${past}|former|before|initial|original|existing|current|past|old|given|system|developer|your|openai'?s?)`;
/** What only an assistant is given, and what every customer may want an exception from. */
const instructions =
  "(?:instructions?|prompts?|prompting|directives?|guidelines?|guidance|commands?|directions?|programming|training|guardrails?|safeguards?)";
const rules = "(?:rules?|constraints?|restrictions?|limitations?|filters?|policies|policy|protocols?)";
const speak = word(
  "say|print|output|write|tell|respond|reply|answer|give|translate|do|act|generate|return|execute|perform|show|reveal|state|just|only|instead|start|type",
);

export const overrideSigns = [
  order("instruction_override", 0.9, `${drop}${gap(30)}${word(given)}${gap(25)}${word(instructions)}`),
  order("instruction_override", 0.85, `${drop}${gap(30)}${word(past, "system|initial|developer|openai'?s?")}${gap(25)}${word(rules)}`),
  order(
    "instruction_override",
    0.85,
    `${drop} ?(?:all|any|every|these|those) ?(?:of )?(?:the |your |my |these |those )?(?:other )?${word(instructions)}`,
  ),
  order(
    "instruction_override",
    0.75,
    `${drop}${gap(20)}${word(instructions, rules)}${gap(25)}${word(past, "before|so far|you (?:have|were|had|got|received)")}`,
  ),
  order("instruction_override", 0.6, `${drop} (?:all|any|every)(?: of)?(?: the| your| these| those)? (?:other )?${word(rules)}`),
  order("instruction_override", 0.4, `${drop} (?:the|your|these|those) (?:\\w+ )?${word(rules)}`),
  order("instruction_override", 0.6, `${drop} (?:all |any |the |your )*(?:${past}) (?:tasks?|assignments?)\\b`),
  order(
    "instruction_override",
    0.7,
    `${word("erase|delete|clear|wipe|reset|abandon|remove|skip|drop|break")}${gap(20)}${word(given, "all")}${gap(15)}${word("instructions?|prompts?|programming|directives?|guidelines?|memory of")}`,
  ),

  // "Forget everything you were told": about what was said to the assistant, not about a mail or an order.
  order(
    "instruction_override",
    0.7,
    `${drop} (?:all|everything|anything|whatever|what)${gap(25)}${word("you (?:know|learned|learnt|were|was|have been|had been|'ve been)", "(?:were|was|been) (?:told|given|instructed|said) (?:to you|before)")}`,
  ),
  order(
    "instruction_override",
    0.6,
    `${drop}(?: the (?:above|foregoing|preceding)|${gap(12)}${word("all|everything|anything|what")}${gap(20)}${word(past, "before|so far")})${gap(30)}(?:[.,:;!\\n]| and| then){1,2}${gap(25)}${speak}`,
  ),
  order("instruction_override", 0.35, `${drop}${gap(12)}${word("all|everything|anything")}${gap(20)}${word(past, "before|so far")}`),

  // Other instructions take their place.
  sign(
    "instruction_override",
    0.6,
    `\\b(?:these|this|my|the following|new) (?:instruction|command|directive|prompt|message|rule)s? (?:now )?(?:overrid|supersed|replac|cancel|trump|tak\\w+ (?:precedence|priority))`,
  ),
  sign(
    "instruction_override",
    0.55,
    `\\b(?:${past}|original|initial|old) ${word(instructions, rules)}${gap(15)}\\b(?:are|is|were|was|have been|has been) (?:now )?(?:void|null|cancell?ed|revoked|obsolete|suspended|lifted|replaced|overridden|deleted|no longer (?:valid|active|apply|in effect)|(?:just |only )?a test)`,
  ),
  sign(
    "instruction_override",
    0.5,
    `\\b(?:here (?:are|is)|you have|you (?:have been|were|are) given|follow|receive|these are|this is) (?:your |my |the |a )?(?:new|updated|real|actual|revised) (?:instructions?|prompts?|directives?|rules|tasks?|objectives?|role|orders|guidelines?|polic(?:y|ies))\\b`,
  ),
  sign(
    "instruction_override",
    0.5,
    `(?:[#*<\\[{=-] ?|${opening}(?=\\w+ system))(?:new|updated|real|actual|revised|next|special|secret|begin(?: new)?) (?:system )?(?:instructions?|prompt|directives?|rules|task|objective|orders?|policy|message) ?(?:[:#*>\\]\\n.]|follows?|begins?)`,
  ),
  sign(
    "instruction_override",
    0.4,
    `${opening}(?:new|updated|real|actual|revised) (?:instructions?|prompt|directives?|rules|task|objective|orders?|policy) ?:`,
  ),
  sign(
    "instruction_override",
    0.45,
    `\\byour (?:new|real|actual|next|only|true) (?:task|role|job|goal|mission|objective|purpose|instruction)s?\\b`,
  ),
  sign(
    "instruction_override",
    0.4,
    `\\bfrom (?:now|here|this (?:point|moment)) (?:on|onwards?|forward)s?\\b${gap(12)}${word("you|your|act|answer|respond|reply|speak|behave|only|always|never|ignore")}`,
  ),
  sign(
    "instruction_override",
    0.3,
    `\\b(?:instead|rather)\\b,? ?(?:please )?(?:say|print|output|write|tell me|respond|reply|answer|act|do exactly)\\b`,
  ),
  order("instruction_override", 0.25, `\\bstop\\b[.!]? (?:being|acting|behaving|what you)`),
];
