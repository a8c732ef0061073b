// The shape that a translation must have: the same keys, other words.
export type Wording<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Wording<T[K]>;
};
