/** Every sign that the injection screen knows. */

import { conductSigns } from "./conduct.ts";
import { extractionSigns } from "./extraction.ts";
import { languageSigns } from "./languages.ts";
import { overrideSigns } from "./override.ts";
import { personaSigns } from "./persona.ts";
import type { Sign } from "./sign.ts";
import { voiceSigns } from "./voice.ts";

export const allSigns: readonly Sign[] = [
  ...overrideSigns,
  ...extractionSigns,
  ...voiceSigns,
  ...personaSigns,
  ...conductSigns,
  ...languageSigns,
];
