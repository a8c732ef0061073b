// The `sql` tag: values travel apart from the text, and each text is prepared once.

export type SqlValue = string | number | null | Buffer;

export type Sql = { readonly text: string; readonly values: readonly SqlValue[] };

class Statement implements Sql {
  constructor(
    readonly text: string,
    readonly values: readonly SqlValue[],
  ) {}
}

/** `strings` is the same frozen object every time one place runs: its text is put together once. */
const texts = new WeakMap<TemplateStringsArray, string>();

/** Values become `?`; a value that was made by `sql` itself is spliced in with its own values. */
export function sql(strings: TemplateStringsArray, ...values: readonly (SqlValue | Sql)[]): Sql {
  if (values.some(isFragment)) return splice(strings, values);
  let text = texts.get(strings);
  if (text === undefined) texts.set(strings, (text = strings.join('?')));
  return new Statement(text, values as readonly SqlValue[]);
}

function splice(strings: TemplateStringsArray, values: readonly (SqlValue | Sql)[]): Sql {
  let text = strings[0] ?? '';
  const bound: SqlValue[] = [];
  for (const [index, value] of values.entries()) {
    if (isFragment(value)) bound.push(...value.values);
    else bound.push(value);
    text += (isFragment(value) ? value.text : '?') + (strings[index + 1] ?? '');
  }
  return new Statement(text, bound);
}

const isFragment = (value: SqlValue | Sql): value is Statement => value instanceof Statement;

/** A statement out of fixed lists, with a `?` for each value. */
export const sqlOf =
  (text: string): ((...values: readonly SqlValue[]) => Sql) =>
  (...values) =>
    new Statement(text, values);
