// Total orders. Text is compared by code unit: the same on every machine, whatever its locale.

export type Compare<T> = (a: T, b: T) => number;

export const compareText: Compare<string> = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
export const compareNumber: Compare<number> = (a, b) => a - b;

/** The first order that tells the two apart decides. */
export const compareBy =
  <T>(...orders: readonly Compare<T>[]): Compare<T> =>
  (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };

export const descending =
  <T>(order: Compare<T>): Compare<T> =>
  (a, b) =>
    order(b, a);
