// What the side of the customer page shows. Each customer begins folded: what is known of one is not on show for the next.
import { useState } from 'react';
import { useNarrow } from '#renderer/ui/use_narrow.ts';

/** `card` has a place of its own where the window is wide. */
type Side = 'card' | 'months' | 'more';

export type Folds = {
  readonly side: Side;
  readonly sides: readonly Side[];
  readonly isRetentionOpen: boolean;
  show(side: Side): void;
  /** One key goes round. */
  turn(): void;
  toggleRetention(): void;
};

const WIDE: readonly Side[] = ['months', 'more'];
const NARROW: readonly Side[] = ['card', 'months', 'more'];

/** @param key of the customer being served */
export function useFolds(key: number | null): Folds {
  const sides = useNarrow() ? NARROW : WIDE;
  const [open, setOpen] = useState<{
    readonly key: number | null;
    readonly side: Side | null;
    readonly isRetentionOpen: boolean;
  }>({ key, side: null, isRetentionOpen: false });
  const now = open.key === key ? open : { key, side: null, isRetentionOpen: false };
  const side = sides.find((one) => one === now.side) ?? sides[0] ?? 'months';
  return {
    side,
    sides,
    isRetentionOpen: now.isRetentionOpen,
    show: (next) => setOpen({ ...now, side: next }),
    turn: () => setOpen({ ...now, side: sides[(sides.indexOf(side) + 1) % sides.length] ?? null }),
    toggleRetention: () => setOpen({ ...now, isRetentionOpen: !now.isRetentionOpen }),
  };
}
