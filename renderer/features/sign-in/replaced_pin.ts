// A PIN that was typed and is to be replaced by an own one.

export type Replaced = {
  readonly pin: string;
  /** That the new one has at least; null: not known yet. */
  readonly digits: number | null;
  /** HQ gave it. */
  readonly isFirst: boolean;
};
