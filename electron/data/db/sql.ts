// The `sql` tag: values travel apart from the text, and each place in the code is prepared once.

export type SqlValue = string | number | null | Buffer;

/** `strings` is the same frozen object every time one place runs: the key of its prepared statement. */
export type Sql = { readonly strings: TemplateStringsArray; readonly values: readonly SqlValue[] };

export const sql = (strings: TemplateStringsArray, ...values: readonly SqlValue[]): Sql => ({
  strings,
  values,
});
