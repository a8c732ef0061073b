// What the customer touched, as their screen tells the counter's page. Read by hand: the first page would otherwise wait for
// a library of schemas that it needs for nothing else.

export type DisplaySays = { readonly key: string; readonly says: 'yes' | 'no' };

/** Null: it is something else, or has more to it. */
export function readDisplaySays(message: unknown): DisplaySays | null {
  if (typeof message !== 'object' || message === null) return null;
  const { key, says, ...more } = message as Readonly<Record<string, unknown>>;
  if (typeof key !== 'string' || Object.keys(more).length > 0) return null;
  return says === 'yes' || says === 'no' ? { key, says } : null;
}
