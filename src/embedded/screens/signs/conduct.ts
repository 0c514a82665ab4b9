/** Somebody bends what the assistant says to others, or orders its tools about. */

import { answer, gap, order, sign, word } from "./sign.ts";

const codes = word(
  "base ?-?\\d\\d|hexadecimal|hex|binary|morse(?: code)?|rot-?13|caesar|pig latin|leet(?:speak)?|cipher|backwards?|reversed?|ascii codes?|unicode|emojis only|only emojis",
);
const toolCall =
  "(?:issue|send|refund|delete|transfer|grant|cancel|update|create|export|get|reset|close|approve|disable|fetch|read|list|execute|add|remove|change|apply)_[a-z_]+\\b[\"'`]? ?(?:\\(|tool|function|with|for|on|to|and|without|now|[.!;,]|$)";

export const conductSigns = [
  order(
    "answer_tampering",
    0.6,
    `${word("encode|encrypt|write|provide|give|display|output|present|respond|reply|answer|format|send|deliver|convert|render|express|spell|type|return|show")}${gap(20)}\\b(?:your|the|every|each|all) (?:\\w+ )?${answer}\\b${gap(30)}${codes}`,
  ),
  order(
    "answer_tampering",
    0.55,
    `${word("write|respond|reply|answer|speak|talk")}${gap(25)}\\b(?:in|using|with) (?:only )?(?:the )?${codes}|${word("respond|reply|answer|speak|talk")} (?:only )?backwards?\\b`,
  ),
  sign("answer_tampering", 0.6, `\\b(?:use|using|apply|employ)\\b${gap(12)}${codes}${gap(30)}\\b(?:your|the) ${answer}\\b`),
  order(
    "answer_tampering",
    0.55,
    `${word("modify|alter|enhance|adjust|rewrite|augment|tweak|edit|amend|tailor|enrich|boost|shape|slant|bias|customi[sz]e|elevate|supplement|extend|spice up")} your ${answer}\\b(?! (?:time|rate|address))${gap(4)}${word("to|by|so|with|such|in|and|through")}`,
  ),
  order(
    "answer_tampering",
    0.55,
    `${word("begin|start|end|finish|prefix|conclude|close|append|preface")}${gap(12)}\\b(?:every|all|each|any|all of your|each of your) (?:of your |your |single |further )*(?:${answer}|sentence|message|paragraph)s?\\b${gap(12)}\\b(?:with|by)\\b`,
  ),
  order(
    "answer_tampering",
    0.35,
    `\\b(?:in|within|throughout|into|to|at the end of) your ${answer},? ?(?:please )?(?:be sure to |make sure to |always )?${word("mention|include|add|recommend|promote|insert|suggest|link|advertise|highlight|endorse|praise|discuss|embed")}|${word("include|insert|embed|add|mention|place|weave")}${gap(40)}\\b(?:in|into|to|within) your ${answer}\\b`,
  ),
  sign(
    "answer_tampering",
    0.3,
    `\\b(?:promot|advertis|endors|recommend|prais|subscrib|sponsor)\\w*\\b${gap(40)}${word("brand|product|newsletter|company|channel|website|service|offers?|deals?|store")}`,
  ),
  order(
    "answer_tampering",
    0.5,
    `${word("say|print|output|respond|reply|write|answer|type|return")} (?:with )?(?:only|exactly|nothing but|the exact)(?: with)?(?: the)?(?: words?| phrase| sentence| text| string)? ?:? ?["'][^"'\\n]{1,80}["']`,
  ),
  order(
    "answer_tampering",
    0.5,
    `${word("say|print|output|respond|reply|write|answer|type|return")} (?:only )?(?:with )?(?:the )?(?:words? |phrase |sentence )?["'][^"'\\n]{1,80}["'],? (?:and|with) nothing (?:else|more)`,
  ),
  order(
    "answer_tampering",
    0.3,
    `${word("say|print|output|respond with|reply with|write|answer with|type|return|repeat")} (?:only |just |exactly |back |the (?:word|phrase|words|sentence) )*["'][^"'\\n]{1,80}["']`,
  ),
  order("answer_tampering", 0.5, `${word("reply|respond|answer|output|print")}${gap(60)},? and nothing (?:else|more)\\b`),
  sign(
    "answer_tampering",
    0.5,
    `\\b(?:when(?:ever)?|each time|every time) (?:you )?(?:answer|respond|reply)(?:ing)?${gap(20)}${word("always|must|never")} ${word("include|add|mention|recommend|insist|end|begin|start|say|claim|link")}`,
  ),
  sign(
    "answer_tampering",
    0.35,
    `\\bwhen (?:you (?:are )?)?(?:summari[sz]e|summari[sz]ing|process|processing|answering|quoting|citing|translating) (?:this|the) (?:page|document|article|text|e-?mail|website|file|content|question)\\b`,
  ),
  order("answer_tampering", 0.4, `\\brepeat\\b${gap(20)}${word("forever|indefinitely|infinitely|endlessly|non-?stop|\\d{3,} times")}`),

  order(
    "tool_coercion",
    0.55,
    `\\b(?:call|invoke|execute|trigger|use|run) (?:the |your |a )?(?:tool |function |plugin |command )?["'\`]?${toolCall}`,
  ),
  order("tool_coercion", 0.45, `\\b(?:call|invoke|trigger|execute|use) (?:your|the) ["'\`]?\\w+["'\`]? (?:tool|function|plugin)\\b`),
  order(
    "tool_coercion",
    0.3,
    `\\b(?:call|invoke|execute|use) (?:the |your |a )?(?:tool |function |plugin |command )?["'\`]?[a-z]+(?:_[a-z]+)+\\b`,
  ),
  sign(
    "tool_coercion",
    0.45,
    `["'](?:tool|function|tool_name|function_call|tool_calls?)["'] ?: ?["'{\\[][\\s\\S]{0,80}?["'](?:arguments|args|parameters|params|input)["'] ?:`,
  ),
  order(
    "tool_coercion",
    0.45,
    `\\b(?:without|skip(?:ping)?|bypass(?:ing)?|no need (?:for|to)|disable|ignore) ?(?:any |the |further |asking for |requiring |human |all |customer |manager'?s? |asking )*${word("confirmation|verification|approval|identity checks?|security checks?|safety checks?")}(?! (?:e-?mail|link|code|page|number))`,
  ),
  sign("tool_coercion", 0.55, `\\b(?:drop table|union select|cat /etc/passwd)\\b|\\{\\{ ?\\d ?\\* ?\\d ?\\}\\}`),
];
