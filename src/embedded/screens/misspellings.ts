/** Mends the few words that every override needs when they are misspelt to slip through, and leaves all other words alone. */

const keyWords = [
  "ignore",
  "disregard",
  "forget",
  "previous",
  "instructions",
  "system",
  "prompt",
  "reveal",
  "bypass",
  "override",
  "guidelines",
];
const otherWords = new Set([
  "systems",
  "prompts",
  "ignores",
  "ignored",
  "disregards",
  "forgets",
  "reveals",
  "overrides",
  "instruction",
  "guideline",
  "forge",
  "revel",
]);
const keyWordsByInitial = Map.groupBy(keyWords, (key) => key.charAt(0));

/** "ignroe alll previouss instrutcions": words a letter or a swap away from those that every override needs. */
export function mendMisspellings(plain: string): string {
  return plain.replace(/[a-z]{5,15}/g, (token) => {
    if (otherWords.has(token)) return token;
    return keyWordsByInitial.get(token.charAt(0))?.find((key) => isMisspelling(token, key)) ?? token;
  });
}

/** Same letters in another order between the same ends, or one letter more, less or other. */
function isMisspelling(token: string, key: string): boolean {
  if (token === key || Math.abs(token.length - key.length) > 1) return false;
  const sorted = (text: string): string => Array.from(text).sort().join("");
  if (token.length === key.length && token.at(-1) === key.at(-1) && sorted(token) === sorted(key)) return true;
  let same = 0;
  while (same < token.length && token[same] === key[same]) same += 1;
  const [restToken, restKey] = [token.slice(same), key.slice(same)];
  return restToken.slice(1) === restKey || restToken === restKey.slice(1) || restToken.slice(1) === restKey.slice(1);
}
