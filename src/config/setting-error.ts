/** A missing or wrong setting: one sentence that names it and says what it should be. The values of secrets never appear in it. */
export class SettingError extends Error {}
