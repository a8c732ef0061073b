// What a schema says against a value, as text: the first place and why, never the value.

/** As zod's errors are; there is always one issue at least. */
type Refused = {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
};

/** `place` is empty when the value is wrong as a whole. */
export function firstIssue({ issues }: Refused): {
  readonly place: string;
  readonly message: string;
} {
  const [first] = issues;
  return { place: first?.path.map(String).join('.') ?? '', message: first?.message ?? '' };
}

/** `payload.offer: expected string`. @param whole stands for the place when the value is wrong as a whole */
export function issueText(error: Refused, whole: string): string {
  const { place, message } = firstIssue(error);
  return `${place || whole}: ${message}`;
}
