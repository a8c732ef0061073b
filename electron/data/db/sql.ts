// The `sql` tag: values travel apart from the text, and each place in the code is prepared once.

export type SqlValue = string | number | null | Buffer;

/** `strings` is the same frozen object every time one place runs: the key of its prepared statement. */
export type Sql = { readonly strings: TemplateStringsArray; readonly values: readonly SqlValue[] };

export const sql = (strings: TemplateStringsArray, ...values: readonly SqlValue[]): Sql => ({
  strings,
  values,
});

/** A statement out of fixed lists, with a `?` for each value. Call it once for each text, not for each run. */
export function sqlOf(text: string): (...values: readonly SqlValue[]) => Sql {
  const strings = Object.assign([text], { raw: [text] });
  return (...values) => ({ strings, values });
}
