// What an author did wrong, and where in the rule.

/** The author's mistake; `at` counts within the rule's text. */
export class RuleProblem extends Error {
  constructor(
    message: string,
    readonly at: { readonly start: number; readonly end: number },
  ) {
    super(message);
  }
}
