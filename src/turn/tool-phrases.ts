/** What the assistant says around tools where no tool file has words of its own. Never a promise that the system does not keep. */

/** @param title of the tool, as its file has it. */
export const signInFirst = (title: string): string =>
  `${title}: I can look into that as soon as I know who you are. Please sign in on this site, and ask me again.`;

export const toolFailed = (title: string): string =>
  `${title}: our own system does not answer at the moment, so I can't look into that. Please try again in a minute, or talk to a person.`;

export const toolRefused = (title: string): string =>
  `${title}: our own system did not accept that, so nothing was changed. A person can help.`;

/** Said when a deed was sent and its end could not be learned. */
export const toolUnknown = (title: string): string =>
  `I could not find out whether this was done: “${title}” I'm asking a person to look, and opening a ticket. Please don't start it again.`;

export const cardWaits = "The card above still waits for your decision. Nothing happens before you press its button.";
