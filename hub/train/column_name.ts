// Names of a table's columns as words: `ChurnScore` and `churn_score` are two words in one way.

/** In small letters, a blank where small letters meet a capital. */
export const partedName = (name: string): string =>
  name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
