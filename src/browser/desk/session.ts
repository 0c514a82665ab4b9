/**
 * The operator's credentials in this tab: taken from the link that `npm start` prints (`/desk#token=…`, a fragment, which no server sees), kept
 * in session storage, and out of the address bar at once. The name that customers read is kept on the device.
 */

const tokenKey = "edgedesk.operator-token";
const nameKey = "edgedesk.operator-name";

export function readToken(): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given !== null && given !== "") {
    sessionStorage.setItem(tokenKey, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(tokenKey);
}

export const keepToken = (token: string): void => sessionStorage.setItem(tokenKey, token);
export const forgetToken = (): void => sessionStorage.removeItem(tokenKey);

export const readName = (): string => localStorage.getItem(nameKey) ?? "Support";
export const keepName = (name: string): void => localStorage.setItem(nameKey, name);
