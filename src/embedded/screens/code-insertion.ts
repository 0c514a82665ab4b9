/**
 * Spots the request to carry somebody's code into the assistant's answer, as planted in documents and messages: "include the following snippet in
 * your solution", then code that opens a connection or starts a process. A customer who shows their own code and asks about it is not meant.
 */

const codeStart =
  /```|(?:^|\n)(?:import |from \w+ import |#include|const |let |var |def |function |public class |using |package |<\?php|#!\/)/;
const introduction =
  /\b(?:following|subsequent|below|next|this|these|given|ensuing|accompanying)\b[^.!?\n]{0,25}\b(?:code|snippets?|scripts?|functions?|excerpts?|program|commands?)\b|\b(?:code|snippet|script|block|excerpt|section|fragment)\b[^.!?\n]{0,20}\b(?:below|that follows|underneath)\b/;
const assistantsWork =
  /\b(?:your|the|any)\b[^.!?\n]{0,20}\b(?:answer|response|reply|explanation|elucidation|solution|implementation|algorithm|codebase|code|program|logic)\b/;
const customersOwn = /\b(?:i|i'm|i've|i'd|we|my|our|me|us)\b|\?/;

/** Code that does harm or talks to strangers: starts processes, opens connections, reads clipboards and keys, deletes, loops without end. */
const riskyCode = [
  /\b(?:subprocess|os\.(?:system|popen|remove|dup2)|popen|child_process|execsync|runtime\.getruntime|processbuilder|start-process|invoke-expression|pexpect|shell_exec|eval\()|\/bin\/(?:ba)?sh|\bpowershell\b/,
  /\brequests\.(?:post|get|put)|\burlopen|\burllib|\bsocket\b|xmlhttprequest|\baxios\b|\bfetch\(|\bcurl\b|\bwget\b|\bftplib|\bsmtplib|\bparamiko|\bssh\b|\bnetcat\b|\bsendbeacon/,
  /clipboard|\bpynput|\bkeylog|imagegrab|getasynckeystate|\bpyautogui|document\.cookie|localstorage|private[ _]?key|\bid_rsa\b|\.ssh\/|\bwebcam|sounddevice/,
  /\brmtree|\bunlink\(|\brm -rf|\bwinreg|\bschtasks|\bcrontab|\bfernet|\bterminate\(|\.kill\(|\.disable\(|\bshutdown\b|\bformat c:|\bdrop table\b/,
  /\bwhile ?\(?(?:true|1)\)?|\bfor ?\(;;\)|\bfork\(/,
];

/** How sure the text makes of such a request, [0, 1]: 0, 0.4 for a bare request, more with each kind of risky code. `plain` is folded text. */
export function codeInsertionWeight(plain: string): number {
  const start = plain.search(codeStart);
  if (start === -1) return 0;
  const request = plain.slice(Math.max(0, start - 300), start);
  if (!introduction.test(request) || !assistantsWork.test(request) || customersOwn.test(request)) return 0;
  const code = plain.slice(start, start + 4_000);
  const risks = riskyCode.filter((pattern) => pattern.test(code)).length;
  return risks === 0 ? 0.4 : Math.min(0.95, 0.5 + 0.15 * risks);
}
