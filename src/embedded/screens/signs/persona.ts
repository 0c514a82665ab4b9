/** The assistant shall be somebody without rules, or may not refuse any more. */

import { gap, order, sign, word } from "./sign.ts";

const names = "(?:dan|stan|dude|aim|evilbot|devmode|jailbreakgpt|freegpt|chaosgpt|evil-?gpt|anti-?gpt)";
const norms = word(
  "rules|restrictions|limits|limitations|filters?|ethics|morals?|ethical|moral|guidelines|censorship|constraints|boundaries|safety|guardrails|inhibitions",
);

export const personaSigns = [
  sign(
    "unrestricted_persona",
    0.85,
    `\\bdo anything now\\b|\\b(?:you are now|act as|called|named|become) ["']?${names}(?![a-z])|\\byou are ["']?${names}["']?(?=[,.;:!(]| who| which| an? )`,
  ),
  sign(
    "unrestricted_persona",
    0.65,
    `${word("you|character|persona|ai|assistant|bot|model|chatbot|gpt")}${gap(50)}${word(
      "no|without(?: any| all| the usual)?|free (?:of|from)(?: all| any)?|not (?:bound|limited|restricted|constrained) by(?: any| the)?|unbound by|has no|have no|had no|ignores? all",
      "(?:doesn'?t|do not|don'?t|does not) (?:have|follow)(?: any)?|broken free (?:of|from)|liberated from|not subject to(?: any)?",
    )} ?(?:\\w+ ){0,3}${norms}`,
  ),
  sign(
    "unrestricted_persona",
    0.6,
    `\\b(?:you are|you're|you will be|operate|operating|respond|act|boot(?:ing)?|put yourself) (?:now |currently |working |operating |running )*(?:in|into|to) (?:the |a |an )*["'\\[]?(?:developer|dev|debug|admin(?:istrator)?|maintenance|override|test(?:ing)?|diagnostic|root) ?-?mode\\b`,
  ),
  order(
    "unrestricted_persona",
    0.6,
    `${word("enter|enable|activate|switch|go|engage|initiate|you are|operate|act|respond")} ?(?:now )?(?:in |into |to )?(?:the |a |an |your )*["'\\[]?(?:god|jailbreak|jailbroken|sudo|unrestricted|unfiltered|uncensored|opposite|evil|dan|unlocked|no[ -]filter|anarchy) ?-?mode\\b`,
  ),
  order(
    "unrestricted_persona",
    0.35,
    `${word("enter|enable|activate|switch to|go into|engage|initiate")} (?:the |a |your )*["'\\[]?(?:developer|dev|debug|admin(?:istrator)?|maintenance|override|diagnostic|root) ?-?mode\\b`,
  ),
  sign(
    "unrestricted_persona",
    0.45,
    `${word("jailbreak|jailbroken|uncensored|unfiltered|unrestricted|amoral|unethical|unmoderated|evil|rogue")}(?:,? (?:and )?\\w+){0,2} ${word("ai|assistant|chatbot|bot|model|language model|llm|assist\\w{0,6}|version of (?:you|chatgpt|yourself)|gpt|persona|response|responses|mode")}`,
  ),
  order(
    "unrestricted_persona",
    0.35,
    `\\b(?:act|behave|respond|speak|answer) as (?:if|though)\\b|\\b(?:pretend|imagine|suppose|assume)\\b(?: that| you are| to be| you're| you){1,2}\\b|\\brole-?play\\b|\\b(?:act|play|simulate|behave) (?:as (?:a|an|my|the)|like (?:a|an)|the (?:role|part))\\b|\\bsimulate (?:a|an|the)\\b`,
  ),
  sign(
    "unrestricted_persona",
    0.35,
    `\\byou are (?:no longer|now) (?:a|an|the|my|in|called|named|going to|free|acting|bound|playing)\\b|\\bi want you to (?:act|play|behave|pretend|respond|be)\\b`,
  ),
  sign("unrestricted_persona", 0.45, `\\b(?:stay|remain|keep) in character\\b|\\b(?:never|don'?t|do not) break (?:the )?character\\b`),
  sign(
    "unrestricted_persona",
    0.4,
    `[\\[(](?:dan|gpt|chatgpt|jailbreak|jailbroken|classic|developer mode output|evil|unfiltered)[\\])\u{1F513}\u{1F512}]`,
  ),
  sign(
    "unrestricted_persona",
    0.4,
    `\\b(?:two|both|dual) (?:different )?(?:responses|answers|ways|personas|outputs)\\b${gap(60)}${word("normal|standard|regular|chatgpt|first|classic")}`,
  ),

  order(
    "refusal_suppression",
    0.55,
    `\\b(?:never|cannot|can'?t|must not|not allowed to|do not|don'?t|without|unable to) (?:ever )?(?:refus(?:e|ing)|say no\\b|declin(?:e|ing) (?:any|to|my|a)|reject(?:ing)? (?:any|my|a)|deny (?:any|my))`,
  ),
  order(
    "refusal_suppression",
    0.5,
    `\\b(?:never|do not|don'?t|without|stop|avoid|not) (?:ever )?(?:say(?:ing)?|us(?:e|ing)|start(?:ing)?|includ(?:e|ing)|mention(?:ing)?|add(?:ing)?|output(?:ting)?|apologi[sz](?:e|ing)|giv(?:e|ing)|provid(?:e|ing)|writ(?:e|ing))${gap(25)}(?:${word("disclaimers?|warnings|as an ai|ai language model|i'?m sorry|i am sorry|i can(?:'?t|not)|refusals?|you (?:can'?t|cannot)|caveats|moral|ethical|content policy")}|apologi[sz])`,
  ),
  order(
    "refusal_suppression",
    0.4,
    `${word("without|regardless of|disregard(?:ing)?|ignor(?:e|ing)|bypass(?:ing)?|no|not (?:bound|limited) by|free of|set aside|override")} ?(?:any |all |your |the )*(?:ethical|moral|legal|safety|content|security|openai'?s?|censorship)(?:,? (?:and |or )?(?:ethical|moral|legal|safety|content))? ${word("guidelines?|considerations?|concerns?|constraints?|restrictions?|filters?|policy|policies|rules?|limits?|limitations?|checks?|measures|protocols?|boundaries|standards|guardrails|mechanisms")}`,
  ),
  order(
    "refusal_suppression",
    0.4,
    `\\b(?:begin|start) (?:your |the )?(?:response|answer|reply|output)s? with ["'(]?(?:sure|absolutely|of course|certainly|yes|i (?:will|can)|here)`,
  ),
  sign(
    "refusal_suppression",
    0.35,
    `\\byou must (?:always )?(?:obey|comply|answer (?:any|every|all)|do (?:anything|everything|whatever|as i))`,
  ),
  order(
    "refusal_suppression",
    0.55,
    `${word("operate|act|respond|answer|speak|work|function|behave|reply")} (?:\\w+ )?(?:without|free (?:of|from)) (?:any |all )?${norms}`,
  ),
  sign(
    "refusal_suppression",
    0.5,
    `${word("safety|content|security|ethical|moral")} ${word("policies|policy|filters?|rules|guidelines|restrictions|checks|protocols|guardrails")} (?:are|is|have been|has been|were) (?:now |explicitly |temporarily |all )*${word("suspended|disabled|off|lifted|removed|deactivated|void|not in effect")}`,
  ),
];
