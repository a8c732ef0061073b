// The last few things that were asked for, so that a long run neither makes them again nor keeps them all.

export type Keep<T> = (key: string, make: () => Promise<T>) => Promise<T>;

/** @param size how many are kept; the one that was asked for longest ago goes first */
export function createKeep<T>(size: number): Keep<T> {
  const kept = new Map<string, { readonly value: T }>();
  return async (key, make) => {
    const known = kept.get(key) ?? { value: await make() };
    kept.delete(key);
    kept.set(key, known);
    const [oldest] = kept.keys();
    if (kept.size > size && oldest !== undefined) kept.delete(oldest);
    return known.value;
  };
}
