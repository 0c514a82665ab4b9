/** Somebody speaks with a voice that is not a customer's: the system's, the maker's, one that only the machine should hear. */

import { gap, opening, order, sign, word } from "./sign.ts";

export const voiceSigns = [
  sign(
    "fake_turn",
    0.9,
    `<\\|(?:im_start|im_end|im_sep|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|channel|end|start)[^>\\n]{0,20}>|\\[/?inst\\]|<</?sys>>|<(?:start|end)_of_turn>|\\[/?system\\]\\(#|\\[/system\\]`,
  ),
  sign(
    "fake_turn",
    0.7,
    `(?<![\\w/:@.\`({$\\-] ?)</?(?:system|system[_\\-](?:prompt|message|note|instructions?|override)|instructions?|admin|developer|assistant|user_(?:input|query|message)|im_start|untrusted[a-z_]*)(?: [^>\\n]{0,40})?>`,
  ),
  sign(
    "fake_turn",
    0.65,
    `(?:^|\\n)[ >*#"'\\[({]{0,6}(?:system|system (?:message|prompt|note|override|alert|notice|instruction|update)s?|developer|admin(?:istrator)?|root)[\\])}*"' ]{0,4}(?::|(?<=\\])) ?${gap(30)}${word("you|ignore|new|override|from now|please|the user|the customer|customer|enable|grant|disable|must|always|never|assistant|execute|reveal|instructions?|mode|security|overwrite|elevate|approve|refund|transfer|privileges|policy|authori[sz]ed|forget|disregard|respond|set|switch|debug|all")}`,
  ),
  sign(
    "fake_turn",
    0.6,
    `(?<![#=*_\\-])[#=*_\\-]{2,60} ?(?:end|begin|start|new|stop)(?:ing)? ?(?:of )?(?:the )?(?:\\w+ )?(?:prompt|instructions?|input|context|document|system|user (?:input|message|prompt|query)|task|query)\\b`,
  ),
  sign(
    "fake_turn",
    0.5,
    `\\b(?:begin|start)(?:ing)? (?:of )?(?:a )?(?:new )?(?:system|admin|developer) (?:message|prompt|instructions?|session|input)\\b`,
  ),
  sign(
    "fake_turn",
    0.6,
    `(?:^|\\n)#{2,4} ?(?:(?:new |system |updated )(?:instructions?|prompt|task|message)\\b|(?:system|instructions?|response|input|assistant|human|user) ?:)`,
  ),
  sign("fake_turn", 0.6, `["']?role["']? ?: ?["'](?:system|developer|assistant)["']`),
  sign(
    "fake_turn",
    0.5,
    `\\b(?:end|close|terminate) (?:of )?(?:the )?(?:user(?:'s)?|customer(?:'s)?|system|previous) (?:input|prompt|message|query|instructions?|conversation)\\b`,
  ),
  sign("fake_turn", 0.3, `(?:^|\\n) ?(?:assistant|ai|chatbot|gpt|bot) ?: ?\\S`),

  sign(
    "false_authority",
    0.55,
    `\\bi(?:'m| am) (?:actually |really |now )?(?:your|one of your|(?:the|an?) (?:ai|bot|chatbot|openai|anthropic|llm)) (?:\\w+ )?${word("developers?|creators?|programmers?|engineers?|maker|owner|master|boss|trainer|admin(?:istrator)?|god|operator|maintainer")}|\\bi(?:'m| am) (?:the|a|an) (?:\\w+ )?(?:developer|creator|programmer|engineer|maintainer|trainer) (?:of|behind|responsible for) (?:you|this|the) ?(?:ai|bot|chatbot|assistant|model|system)?\\b`,
  ),
  sign("false_authority", 0.55, `${opening}(?:admin(?:istrator)?|developer|system|security|root|emergency|supervisor) override\\b`),
  sign(
    "false_authority",
    0.45,
    `${word("admin(?:istrator)?|developer|system|security|root|emergency|master|supervisor")} (?:override|bypass|command|backdoor|access granted|authori[sz]ation code|access code|privileges? (?:granted|enabled))\\b|\\boverride (?:code|protocol|key|sequence|authori[sz]ation)\\b`,
  ),
  sign(
    "false_authority",
    0.6,
    `\\bi (?:hereby )?(?:authori[sz]e|permit|command|order|instruct|allow) you to (?:override|ignore|bypass|disregard|disable|break|skip|violate|reveal)\\b`,
  ),
  sign(
    "false_authority",
    0.35,
    `\\b(?:you (?:are|have been|'re) (?:now |hereby |fully )?(?:authori[sz]ed|permitted|granted|cleared|unlocked|freed)|i (?:hereby )?(?:authori[sz]e|grant|permit|command|order) you)\\b`,
  ),
  order("false_authority", 0.3, `\\b(?:follow|obey|listen to) (?:only )?(?:me|my (?:instructions|commands|orders|rules))\\b`),
  sign(
    "false_authority",
    0.3,
    `\\b(?:for|as part of) (?:a |an |the |our )?(?:\\w+ )?(?:security (?:test|testing|research|assessment)|penetration test|red[- ]?team\\w*|debugging purposes?|safety (?:evaluation|test\\w*))\\b|\\bthis is (?:only |just )?(?:a (?:drill|simulation)|an authori[sz]ed test)\\b`,
  ),

  order(
    "secrecy",
    0.5,
    `\\b(?:do not|don'?t|never|without) (?:tell(?:ing)?|inform(?:ing)?|alert(?:ing)?|notify(?:ing)?|warn(?:ing)?|let(?:ting)?|mention(?:ing)?|reveal(?:ing)?|disclos(?:e|ing))${gap(25)}\\b(?:the |this |any )(?:user|customer|human|operator|supervisor|reader)s?\\b(?! (?:service|support|care|success|team|manual|account|id|name))`,
  ),
  sign(
    "addressed_to_assistant",
    0.5,
    `\\b(?:if you(?:'re| are) (?:a|an|the) (?:\\w+ )?(?:ai|llm|language model|large language model|chatbot|bot|virtual assistant|machine)|(?:attention|note|message|instructions?|important|notice|hint|reminder|warning|hello|dear) ?(?:to|for|:|,)? ?(?:all |any |the |every )*(?:ai|llm|language models?|ai (?:models?|assistants?|agents?|systems?)|automated (?:readers?|systems?|agents?|tools?)|gpt|chatgpt|summari[sz]ers?|chatbots?)(?: (?:reading|processing|summari[sz]ing))?\\b[^?\\n]{0,10}[:,;!\\])\\-])`,
  ),
  sign(
    "addressed_to_assistant",
    0.35,
    `${opening}(?:ai|llm|chatbot|chatgpt|gpt) ?(?:assistants?|models?|agents?|systems?|readers?)? ?[:,]`,
  ),
  sign(
    "addressed_to_assistant",
    0.25,
    `${word("as an ai|large language model|language model|your (?:training data|knowledge cutoff|programming|system message|context window)")}`,
  ),
  sign(
    "hidden_text",
    0.4,
    `<!--[\\s\\S]{0,400}?${word("ignore|instructions?|assistants?|ai|must|system|prompt|reveal|override|always")}[\\s\\S]{0,400}?-->`,
  ),
  sign(
    "hidden_text",
    0.4,
    `(?:display: ?none|font-size: ?0|visibility: ?hidden|color: ?(?:white|#fff(?:fff)?)\\b|opacity: ?0)[\\s\\S]{0,200}?${word("ignore|instructions?|assistant|ai|must|system|prompt|reveal|override")}`,
  ),
  order(
    "encoded_payload",
    0.45,
    `${word("decode|decrypt|decipher|unscramble|de-?code")}${gap(60)}${word("and|then")}${gap(15)}${word("follow|execute|run|do|obey|respond|answer|comply|perform|act|carry out")}`,
  ),
];
