// The `sql` tag: values travel apart from the text, so nothing that a person typed is ever SQL.

export type Sql = { readonly text: string; readonly values: readonly unknown[] };

const fragments = new WeakSet<object>();

/** Values become $1, $2 ...; a value that was made by `sql` itself is spliced in with its own values. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  let text = strings[0] ?? '';
  const bound: unknown[] = [];
  for (const [index, value] of values.entries()) {
    if (isFragment(value)) {
      const offset = bound.length;
      text += value.text.replace(/\$(\d+)/g, (_, digits: string) => `$${Number(digits) + offset}`);
      bound.push(...value.values);
    } else {
      bound.push(value);
      text += `$${bound.length}`;
    }
    text += strings[index + 1] ?? '';
  }
  const statement: Sql = { text, values: bound };
  fragments.add(statement);
  return statement;
}

const isFragment = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && fragments.has(value);
