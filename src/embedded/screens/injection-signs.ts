/**
 * The signs of an attempt to take over an assistant, in English; what they say in other languages is in `injection-languages.ts`. A sign is about
 * structure: who is told what, not which words occur. Its weight is how sure it makes by itself, [0, 1]; weights under `injectionThreshold` only
 * count together with others. Every pattern has bounded repeats, so that the time is linear in the text.
 */

export type InjectionReason =
  | "instruction_override"
  | "prompt_extraction"
  | "fake_turn"
  | "unrestricted_persona"
  | "refusal_suppression"
  | "answer_tampering"
  | "code_insertion"
  | "tool_coercion"
  | "exfiltration"
  | "secrecy"
  | "false_authority"
  | "addressed_to_assistant"
  | "encoded_payload"
  | "hidden_text";

export type Sign = {
  reason: InjectionReason;
  weight: number;
  pattern: RegExp;
  /** The match starts with a verb that must be meant as an order. */
  directive?: true;
};

/** Words within a sentence, up to n characters. */
const gap = (n: number): string => `[^.!?\\n]{0,${n}}?`;
const sign = (reason: InjectionReason, weight: number, source: string, directive?: true): Sign => ({
  reason,
  weight,
  pattern: new RegExp(source, "g"),
  ...(directive && { directive }),
});

const drop =
  "\\b(?:ignore|disregard|forget|override|overwrite|bypass|circumvent|neglect|discard|skip|dismiss|erase|delete|abandon|set aside|pay no attention to|do not (?:follow|obey|comply with|adhere to|listen to)|don'?t (?:follow|obey|comply with|adhere to|listen to)|stop (?:following|obeying|complying with|adhering to)|cease following|no longer follow|unlearn|violate|break)\\b";
const earlier =
  "(?:previous(?:ly)?|prior|above|earlier|preceding|foregoing|former|before|initial|original|existing|current|past|old|given|system|developer|your|openai'?s?)";
const orders =
  "(?:instructions?|prompts?|directives?|guidelines?|guidance|rules?|commands?|directions?|programming|training|constraints?|restrictions?|limitations?|filters?|policies|policy|assignments?|prompting|guardrails?|safeguards?|protocols?)";
const hiddenPart = "(?:system|initial|original|hidden|secret|internal|full|entire|exact|complete|developer|confidential|base|core|above|preceding|previous|starting|first|pre-?)";
const show =
  "\\b(?:reveal|show|print|display|output|repeat|tell|give|share|expose|leak|list|write|dump|recite|quote|return|copy|paste|send|disclose|describe|summari[sz]e|translate|encode|spell|provide|reproduce|echo|explain|state|read|type|what (?:is|are|was|were|'s))\\b";
const say = "\\b(?:say|print|output|write|tell|respond|reply|answer|give|translate|do|act|generate|return|execute|perform|show|reveal|state|just|only|instead|start|type)\\b";
const answer = "(?:response|answer|reply|replies|responses|answers|output|outputs|explanation|elucidation|summary)";
const tool = "(?:[a-z]+(?:_[a-z]+)+|[a-z_.]+\\([^)\\n]{0,80}\\))";

export const englishSigns: readonly Sign[] = [
  // Whoever speaks sets the assistant's instructions aside.
  sign("instruction_override", 0.9, `${drop}${gap(30)}\\b${earlier}\\b${gap(25)}\\b${orders}\\b`, true),
  sign("instruction_override", 0.85, `${drop} ?(?:all|any|every|these|those) ?(?:of )?(?:the |your |my |these |those )?(?:other )?${orders}\\b`, true),
  sign("instruction_override", 0.75, `${drop}${gap(20)}\\b${orders}\\b${gap(25)}\\b(?:above|before|earlier|previously|so far|you (?:have|were|had|got|received))\\b`, true),
  sign("instruction_override", 0.7, `${drop} (?:all|everything|anything|whatever|what)${gap(25)}\\b(?:you (?:know|learned|learnt|were|was|have been|had been|'ve been)|(?:were|was|been) (?:told|given|instructed|said) (?:to you|before))\\b`, true),
  sign("instruction_override", 0.6, `${drop}${gap(12)}\\b(?:all|everything|anything|the|what)\\b${gap(20)}\\b(?:above|before|earlier|previous|prior|so far)\\b${gap(30)}(?:[.,:;!\\n]| and| then){1,2}${gap(25)}${say}`, true),
  sign("instruction_override", 0.35, `${drop}${gap(12)}\\b(?:all|everything|anything)\\b${gap(20)}\\b(?:above|before|earlier|previous|prior|so far)\\b`, true),
  sign("instruction_override", 0.6, `\\b(?:these|this|my|the following|new) (?:instruction|command|directive|prompt|message|rule)s? (?:now )?(?:overrid|supersed|replac|cancel|trump|tak\\w+ (?:precedence|priority))`),
  sign("instruction_override", 0.55, `\\b(?:previous|prior|above|earlier|original|initial|old) ${orders}${gap(15)}\\b(?:are|is|were|was|have been|has been) (?:now )?(?:void|null|cancell?ed|revoked|obsolete|outdated|wrong|fake|suspended|lifted|replaced|overridden|no longer|a test|just a)`),
  sign("instruction_override", 0.5, `\\b(?:here (?:are|is)|you have|follow|receive|these are|this is) (?:your |my |the |a )?(?:new|updated|real|actual|revised) (?:instructions?|prompt|directives?|rules|task|objective|role|orders)\\b`),
  sign("instruction_override", 0.5, `(?:^|\\n|[.!?:] |[#*<\\[-])(?:new|updated|real|actual|revised|next|special|secret) (?:system )?(?:instructions?|prompt|directives?|rules|task|objective|orders?) ?(?:[:#*>\\]\\n]|follows?|begins?)`),
  sign("instruction_override", 0.4, `\\bfrom (?:now|here|this (?:point|moment)) (?:on|onwards?|forward)s?\\b${gap(12)}\\b(?:you|your|act|answer|respond|reply|speak|behave|only|always|never|ignore)\\b`),
  sign("instruction_override", 0.3, `\\b(?:instead|rather)\\b,? ?(?:please )?(?:say|print|output|write|tell me|respond|reply|answer|act|do exactly)\\b`),
  sign("instruction_override", 0.25, `\\bstop\\b[.!]? (?:being|acting|behaving|what you)`, true),

  // It wants to read what it must not: the prompt, secrets, other people's data.
  sign("prompt_extraction", 0.8, `${show}${gap(45)}\\b(?:your|the|this|its|any|all)\\b${gap(20)}\\b${hiddenPart}[ -]?(?:prompts?|prompt text)\\b`, true),
  sign("prompt_extraction", 0.75, `${show}${gap(45)}\\byour (?:\\w+ ){0,2}(?:system|initial|original|hidden|secret|internal|full|entire|exact|developer|confidential|core|starting) (?:\\w+ ){0,2}(?:instructions?|messages?|guidelines?|rules?|directives?|configuration|config|context|programming)\\b`, true),
  sign("prompt_extraction", 0.7, `\\b(?:repeat|print|output|copy|recite|echo|return|translate|summari[sz]e|write|spell|reproduce|list|show|display|tell me|give me|put)\\b${gap(20)}\\b(?:all|everything|anything|the (?:text|words?|lines?|sentences?|content|messages?|instructions?|prompts?)|what(?:ever)?(?: is| was)?)\\b${gap(20)}\\b(?:above|before this|preceding|prior to this|at the (?:start|beginning|top)|you were (?:given|told))\\b`, true),
  sign("prompt_extraction", 0.6, `\\bwhat\\b${gap(20)}\\b(?:instructions?|rules|prompts?|guidelines|directives)\\b${gap(15)}\\b(?:were|was|have|are|did)\\b${gap(8)}\\byou\\b${gap(10)}\\b(?:given|told|get|received?|been|follow\\w*|initiali[sz]ed|programmed)`),
  sign("prompt_extraction", 0.6, `\\b(?:your|the) (?:instructions?|prompts?|directives?|rules)\\b${gap(25)}\\b(?:verbatim|word[ -](?:for|by)[ -]word|exactly as|in full|in a code ?block|letter by letter)`),
  sign("prompt_extraction", 0.5, `\\b(?:how|what) (?:were|are|have) you (?:been )?(?:instructed|prompted|told to|programmed to|told not to|not allowed to|forbidden)`),
  sign("prompt_extraction", 0.3, `\\b(?:system|initial|hidden|secret|pre-?) ?prompts?\\b`),
  sign("prompt_extraction", 0.3, `${show}${gap(20)}\\byour (?:own )?(?:prompts?|instructions?|directives?|guidelines|rules|programming)\\b`, true),
  sign("prompt_extraction", 0.35, `\\bstart(?:s|ing)? with ["']?you are\\b`),
  sign("exfiltration", 0.6, `${show}${gap(25)}\\b(?:your|the (?:system|server|backend|database|admin|internal)'?s?|all(?: the| of the)?) (?:\\w+ ){0,2}(?:api[ _-]?keys?|passwords?|secrets?|credentials?|access tokens?|environment variables?|env(?:ironment)? vars?|private keys?|connection strings?|secret (?:key|word|code|phrase))\\b`, true),
  sign("exfiltration", 0.55, `${show}${gap(25)}\\b(?:all|every|other|another|any|each|someone else'?s?) (?:\\w+ )?(?:customer|user|client|people|account|guest|patient|employee|member|person)'?s?'? (?:\\w+ ){0,2}(?:data|details?|information|info|records?|e-?mails?|address(?:es)?|orders?|conversations?|phone numbers?|passwords?|names|accounts?|messages?)\\b`, true),
  sign("exfiltration", 0.6, `!\\[[^\\]\\n]{0,80}\\]\\(https?://[^)\\s]{0,200}[?=/](?:\\{|<|\\[|\\$|%7b|data|secret|summary|history|conversation|prompt|your_)`),
  sign("exfiltration", 0.5, `\\b(?:append|attach|add|include|encode|embed|put|insert|send|post|forward|transmit|upload|exfiltrate|leak|submit|email|mail)\\b${gap(25)}\\b(?:conversation|chat|history|context|user'?s?|customer'?s?|prompt|credentials?|secrets?|passwords?|personal|confidential|private|sensitive)\\b${gap(40)}\\b(?:to|into|in|as|at) (?:the |this |a |an )?(?:url|link|image|query|parameter|webhook|endpoint|https?:|attacker|external|remote)`, true),

  // It speaks with a voice that is not the customer's.
  sign("fake_turn", 0.9, `<\\|(?:im_start|im_end|im_sep|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|channel|end|start)[^>\\n]{0,20}>|\\[/?inst\\]|<</?sys>>|<(?:start|end)_of_turn>|\\[/?system\\]\\(#`),
  sign("fake_turn", 0.7, `</?(?:system|system_prompt|system-prompt|system_message|instructions?|admin|developer|assistant|user_input|user|context|prompt|untrusted[a-z_]*)(?: [^>\\n]{0,40})?>`),
  sign("fake_turn", 0.65, `(?:^|\\n)[ >*#"'\\[({]{0,6}(?:system|system (?:message|prompt|note|override|alert|notice|instruction|update)s?|developer|admin(?:istrator)?|root)[\\])}*"' ]{0,4}: ?${gap(30)}\\b(?:you|ignore|new|override|from now|please|the user|the customer|enable|grant|disable|must|always|never|assistant|execute|reveal|instructions?|mode|security|authori[sz]ed|forget|disregard|respond|set|switch|debug|all)\\b`),
  sign("fake_turn", 0.6, `[#=*_-]{2,} ?(?:end|begin|start|new|stop)(?:ing)? ?(?:of )?(?:the )?(?:\\w+ )?(?:prompt|instructions?|input|context|document|conversation|system|user|message|task|data|text|query|chat|response|article|session)\\b`),
  sign("fake_turn", 0.6, `(?:^|\\n)#{2,4} ?(?:system|instructions?|response|assistant|human|new instructions?|prompt|task|command)\\b ?:?`),
  sign("fake_turn", 0.6, `["']?role["']? ?: ?["'](?:system|developer|assistant)["']`),
  sign("fake_turn", 0.5, `\\b(?:end|close|terminate) (?:of )?(?:the )?(?:user(?:'s)?|customer(?:'s)?|system|previous) (?:input|prompt|message|query|instructions?|conversation)\\b`),
  sign("fake_turn", 0.3, `(?:^|\\n) ?(?:assistant|ai|chatbot|gpt|bot) ?: ?\\S`),

  // It makes the assistant somebody without rules.
  sign("unrestricted_persona", 0.85, `\\bdo anything now\\b|\\b(?:you are|act as|as|called|named|be|become|hello|hi|mode) (?:now )?["']?(?:dan|stan|dude|aim|evilbot|devmode|jailbreakgpt|freegpt|chaosgpt|evil-?gpt|anti-?gpt)["']?(?=[^a-z]|$)(?! ?['’]s)`),
  sign("unrestricted_persona", 0.65, `\\b(?:you|your|it|he|she|character|persona|ai|assistant|bot|model|chatbot|gpt)\\b${gap(50)}\\b(?:no|without(?: any)?|free (?:of|from)(?: all| any)?|not (?:bound|limited|restricted|constrained) by(?: any| the)?|unbound by|beyond|has no|have no|ignores? all|doesn'?t (?:have|follow)(?: any)?|do not (?:have|follow)(?: any)?|broken free (?:of|from)|liberated from|not subject to(?: any)?)\\b ?(?:\\w+ ){0,3}(?:rules?|restrictions?|limits?|limitations?|filters?|ethics|morals?|ethical|moral|guidelines?|censorship|constraints?|boundaries|policies|policy|safety|safeguards|guardrails|content)\\b`),
  sign("unrestricted_persona", 0.6, `\\b(?:you are|you're|you will be|operate|operating|running|respond|act|switch|boot(?:ing)?|enter(?:ing)?|enable|activate|go|put yourself|engage|initiate|now) (?:now |currently |working |operating |running )?(?:in |into |to |the )*(?:a |an )?["'\\[]?(?:developer|dev|god|jailbreak|jailbroken|debug|sudo|root|admin(?:istrator)?|maintenance|unrestricted|unfiltered|uncensored|opposite|evil|dan|diagnostic|override|unlocked|no[- ]filter|anarchy|test(?:ing)?) ?-?(?:mode|access mode)\\b`, true),
  sign("unrestricted_persona", 0.45, `\\b(?:jailbreak|jailbroken|uncensored|unfiltered|unrestricted|amoral|unethical|unmoderated|evil|rogue)(?:,? (?:and )?\\w+){0,2} (?:ai|assistant|chatbot|bot|model|language model|llm|version of (?:you|chatgpt|yourself)|gpt|persona|response|responses|mode)\\b`),
  sign("unrestricted_persona", 0.35, `\\b(?:act|behave|respond|speak|answer) as (?:if|though)\\b|\\b(?:pretend|imagine|suppose|assume)\\b(?: that| you are| to be| you're| you){1,2}\\b|\\brole-?play\\b|\\b(?:i want you to|you will|you are going to|please|now|must) (?:act|play|simulate|behave) (?:as|like|the (?:role|part))\\b|\\bsimulate (?:a|an|the)\\b`, true),
  sign("unrestricted_persona", 0.35, `\\byou are (?:no longer|now) (?:a|an|the|my|in|called|named|going to|free|acting|bound|playing)\\b`),
  sign("unrestricted_persona", 0.45, `\\b(?:stay|remain|keep) in character\\b|\\b(?:never|don'?t|do not) break (?:the )?character\\b`),
  sign("unrestricted_persona", 0.4, `[\\[(](?:dan|gpt|chatgpt|jailbreak|jailbroken|classic|normal|developer mode output|evil|unfiltered)[\\])🔓🔒]`),
  sign("unrestricted_persona", 0.4, `\\b(?:two|both|dual) (?:different )?(?:responses|answers|ways|personas|outputs)\\b${gap(60)}\\b(?:normal|standard|regular|chatgpt|first|classic)\\b`),

  // It forbids the assistant to refuse or to care.
  sign("refusal_suppression", 0.55, `\\b(?:never|cannot|can'?t|must not|not allowed to|do not|don'?t|won'?t|without|unable to) (?:ever )?(?:refus(?:e|ing)|say no\\b|declin(?:e|ing) (?:any|to|my|a)|reject(?:ing)? (?:any|my|a)|deny (?:any|my))`),
  sign("refusal_suppression", 0.5, `\\b(?:never|do not|don'?t|without|stop|avoid|not) (?:ever )?(?:say(?:ing)?|us(?:e|ing)|start(?:ing)?|includ(?:e|ing)|mention(?:ing)?|add(?:ing)?|output(?:ting)?|apologi[sz](?:e|ing)|giv(?:e|ing)|provid(?:e|ing)|writ(?:e|ing))${gap(25)}(?:\\b(?:disclaimers?|warnings?|as an ai|ai language model|i'?m sorry|i am sorry|i can(?:'?t|not)|refusals?|you (?:can'?t|cannot)|caveats|moral|ethical|content policy)\\b|apologi[sz])`),
  sign("refusal_suppression", 0.4, `\\b(?:without|regardless of|disregard(?:ing)?|ignor(?:e|ing)|bypass(?:ing)?|no|not (?:bound|limited) by|free of|set aside|override)\\b ?(?:any |all |your |the )*(?:ethical|moral|legal|safety|content|security|openai'?s?|censorship)(?:,? (?:and |or )?(?:ethical|moral|legal|safety|content))? (?:guidelines?|considerations?|concerns?|constraints?|restrictions?|filters?|policy|policies|rules?|limits?|limitations?|checks?|measures|protocols?|boundaries|standards)\\b`, true),
  sign("refusal_suppression", 0.4, `\\b(?:begin|start) (?:your |the )?(?:response|answer|reply|output)s? with ["'(]?(?:sure|absolutely|of course|certainly|yes|i (?:will|can)|here)`, true),

  // It bends the form or the content of what the assistant says to others.
  sign("answer_tampering", 0.6, `\\b(?:encode|encrypt|write|provide|give|display|output|present|respond|reply|answer|format|send|deliver|convert|render|express|spell|type|return|show)\\b${gap(20)}\\b(?:your|the|every|each|all) (?:\\w+ )?${answer}\\b${gap(30)}\\b(?:base ?-?\\d\\d|hexadecimal|hex|binary|morse|rot-?13|caesar|pig latin|leet(?:speak)?|cipher|backwards?|in reverse|reversed?|ascii codes?|unicode|emojis only|only emojis)\\b`, true),
  sign("answer_tampering", 0.6, `\\b(?:use|using|apply|employ)\\b${gap(12)}\\b(?:base ?-?\\d\\d|hexadecimal|morse|rot-?13|caesar|pig latin|leetspeak|cipher|binary|reverse)\\b${gap(30)}\\b(?:your|the) ${answer}\\b`),
  sign("answer_tampering", 0.55, `\\b(?:modify|alter|enhance|adjust|rewrite|augment|tweak|edit|amend|tailor|enrich|boost|shape|slant|bias|customi[sz]e|elevate|supplement|extend|spice up) your ${answer}\\b(?! (?:time|rate|address))${gap(4)}\\b(?:to|by|so|with|such|in|and|through)\\b`, true),
  sign("answer_tampering", 0.55, `\\b(?:begin|start|end|finish|prefix|conclude|close|append|preface)\\b${gap(12)}\\b(?:every|all|each|any|all of your|each of your)\\b${gap(10)}\\b(?:${answer}|sentence|message|paragraph)s?\\b${gap(12)}\\b(?:with|by)\\b`, true),
  sign("answer_tampering", 0.35, `\\b(?:in|within|throughout|into|to|at the end of) your ${answer},? ?(?:please )?(?:be sure to |make sure to |always )?(?:mention|include|add|recommend|promote|insert|suggest|link|advertise|highlight|endorse|praise|discuss|embed)\\b|\\b(?:include|insert|embed|add|mention|place|weave)\\b${gap(40)}\\b(?:in|into|to|within) your ${answer}\\b`, true),
  sign("answer_tampering", 0.3, `\\b(?:promot|advertis|endors|recommend|prais|subscrib|sponsor)\\w*\\b${gap(40)}\\b(?:brand|product|newsletter|company|channel|website|service|offers?|deals?|store)\\b`),
  sign("answer_tampering", 0.3, `\\b(?:say|print|output|respond with|reply with|write|answer with|type|return|repeat)\\b (?:only |just |exactly |nothing but |the (?:word|phrase|words|sentence) |back )*["'][^"'\\n]{1,80}["']`, true),
  sign("answer_tampering", 0.3, `\\b(?:ha?ha?ha?ha|pwned|hacked|i have been (?:hacked|pwned)|owned)\\b["'!]{0,3} ?$|["'](?:[^"'\\n]{0,20} )?(?:pwned|hacked|jailbroken|injected)[^"'\\n]{0,10}["']`),
  sign("answer_tampering", 0.4, `\\brepeat\\b${gap(20)}\\b(?:forever|indefinitely|infinitely|endlessly|non-?stop|\\d{3,} times)\\b`, true),

  // It orders tools about, or powers that a customer does not have.
  sign("tool_coercion", 0.55, `\\b(?:call|invoke|run|execute|trigger|use)\\b (?:the |your |a )?(?:\\w+ )?(?:tool|function|plugin|command)?:? ?["'\`]?${tool}["'\`]?`, true),
  sign("tool_coercion", 0.5, `\\b(?:call|invoke|trigger|execute|use)\\b (?:the |your )["'\`]?\\w+["'\`]? (?:tool|function|plugin)\\b`, true),
  sign("tool_coercion", 0.45, `["'](?:tool|function|tool_name|function_call|tool_calls?|action)["'] ?: ?["'{\\[][\\s\\S]{0,80}?["'](?:arguments|args|parameters|params|input|action_input)["'] ?:`),
  sign("tool_coercion", 0.45, `\\b(?:without|skip(?:ping)?|bypass(?:ing)?|no need (?:for|to)|disable|ignore) ?(?:any |the |further |asking for |requiring |human |all |customer |manager'?s? |asking )*(?:confirmation|verification|approval|authentication|authori[sz]ation|identity check|security checks?|permission|validation|safety checks?)\\b`, true),
  sign("tool_coercion", 0.55, `\\b(?:drop table|rm -rf|union select|os\\.system|; ?shutdown|cat /etc/passwd|delete from \\w+|\\{\\{ ?\\d ?\\* ?\\d ?\\}\\})`),

  // It claims a rank that would make its orders count.
  sign("false_authority", 0.45, `\\bi(?:'m| am) (?:actually |really |now )?(?:your|the|one of your|an? (?:openai|anthropic|google|microsoft|ai)|from (?:openai|anthropic)) ?(?:\\w+ )?(?:developer|creator|programmer|engineer|maker|owner|master|boss|trainer|admin(?:istrator)?|god|operator)s?\\b`),
  sign("false_authority", 0.45, `\\b(?:admin(?:istrator)?|developer|system|security|root|emergency|master|supervisor) (?:override|bypass|command|backdoor|access granted|authori[sz]ation code|access code|privileges? (?:granted|enabled))\\b|\\boverride (?:code|protocol|key|sequence|authori[sz]ation)\\b`),
  sign("false_authority", 0.35, `\\b(?:you (?:are|have been|'re) (?:now |hereby |fully )?(?:authori[sz]ed|permitted|granted|cleared|unlocked|freed)|i (?:hereby )?(?:authori[sz]e|grant|permit|command|order) you)\\b`),
  sign("false_authority", 0.3, `\\b(?:for|as part of) (?:a |an |the |our )?(?:\\w+ )?(?:security (?:audit|test|testing|research|assessment|review)|penetration test|red[- ]?team\\w*|debugging purposes?|compliance audit|safety (?:evaluation|test\\w*))\\b|\\bthis is (?:only |just )?a (?:test|drill|simulation|authori[sz]ed)\\b`),

  // It keeps the people out of it, or speaks past them to the machine.
  sign("secrecy", 0.5, `\\b(?:do not|don'?t|never|without) (?:tell(?:ing)?|inform(?:ing)?|alert(?:ing)?|notify(?:ing)?|warn(?:ing)?|let(?:ting)?|mention(?:ing)?|reveal(?:ing)?|disclos(?:e|ing))\\b${gap(25)}\\b(?:the |this |any )?(?:user|customer|human|operator|supervisor|reader|recipient|anyone about this)s?\\b`),
  sign("addressed_to_assistant", 0.5, `\\b(?:if you(?:'re| are) (?:a|an|the) (?:\\w+ )?(?:ai|llm|language model|large language model|chatbot|bot|virtual assistant|automated|agent|machine)|(?:attention|note|message|instructions?|important|notice|hint|reminder|warning|hello|dear) ?(?:to|for|:|,)? ?(?:all |any |the |every )*(?:ai|llm|language models?|ai (?:models?|assistants?|agents?|systems?)|gpt|chatgpt|summari[sz]ers?|chatbots?)(?: (?:reading|processing|summari[sz]ing))?\\b[^?\\n]{0,10}[:,;!\\])-])`),
  sign("addressed_to_assistant", 0.25, `\\b(?:as an ai|large language model|language model|your (?:training data|knowledge cutoff|programming|system message|context window))\\b`),
  sign("hidden_text", 0.4, `<!--[\\s\\S]{0,400}?\\b(?:ignore|instructions?|assistant|ai|must|system|prompt|reveal|override|always)\\b[\\s\\S]{0,400}?-->`),
  sign("hidden_text", 0.4, `(?:display: ?none|font-size: ?0|visibility: ?hidden|color: ?(?:white|#fff(?:fff)?)\\b|opacity: ?0)[\\s\\S]{0,200}?\\b(?:ignore|instructions?|assistant|ai|must|system|prompt|reveal|override)\\b`),
  sign("encoded_payload", 0.45, `\\b(?:decode|decrypt|decipher|unscramble|translate|convert|de-?code)\\b${gap(60)}\\b(?:and|then)\\b${gap(15)}\\b(?:follow|execute|run|do|obey|respond|answer|comply|perform|act|carry out)\\b`, true),
];
