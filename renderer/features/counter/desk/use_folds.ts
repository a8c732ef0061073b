// Which folds of the counter are open. Kept while the same person works: who wants to see more sees it for the next customer too.
import { useState } from 'react';

type Fold = 'more' | 'retention';

export type Folds = {
  isOpen(fold: Fold): boolean;
  toggle(fold: Fold): void;
};

export function useFolds(): Folds {
  const [open, setOpen] = useState<ReadonlySet<Fold>>(new Set());
  return {
    isOpen: (fold) => open.has(fold),
    toggle: (fold) =>
      setOpen((last) => {
        const next = new Set(last);
        if (!next.delete(fold)) next.add(fold);
        return next;
      }),
  };
}
