/** Small labelled sets for the tests of the intent engine: a bakery that nobody else tests with. */

import type { Example } from "#embedded/intents/train";

const SAID: Readonly<Record<string, readonly string[]>> = {
  order_cake: [
    "I want to order a cake",
    "can I order a birthday cake for saturday",
    "cake order for ten people please",
    "order a chocolate cake",
    "I'd like a wedding cake",
    "please bake a cake for us",
  ],
  opening: [
    "when do you open",
    "are you open on sunday",
    "what are your opening hours",
    "what time do you close",
    "open tomorrow morning?",
    "how long are you open today",
  ],
  allergy: [
    "does the bread contain nuts",
    "is it gluten free",
    "are there any nuts in the cookies",
    "I am allergic to milk, what can I eat",
    "do you have something without eggs",
    "which bread is without gluten",
  ],
  complaint: [
    "the bread was stale",
    "my rolls were burnt",
    "the croissants were cold and dry",
    "I found a hair in my roll",
    "the pie was soggy and bad",
    "your bread tasted old",
  ],
  delivery: [
    "can you deliver to my office",
    "do you deliver in the old town",
    "delivery of rolls every morning please",
    "how much is delivery",
    "where is the driver with my rolls",
    "bring the order to my house",
  ],
};

/** Thirty examples of five labels. */
export const bakery: readonly Example[] = Object.entries(SAID).flatMap(([label, texts]) => texts.map((text) => ({ text, label })));
