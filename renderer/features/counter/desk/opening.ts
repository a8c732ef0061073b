// The page of whoever is opened comes with the answer, in one picture: two would take the window twice as long.
import type { Desk } from './desk.ts';

/** An answer that takes longer is not waited for, in ms: the page then stands there empty until it comes. */
const SLOW_MS = 80;

/** @returns shows it now, once; the next key and the next click do so too, so that they find the new page */
export function showLater(
  { memory, after }: Pick<Desk, 'memory' | 'after'>,
  show: () => void,
): () => void {
  const showOnce = (): void => {
    if (memory.show !== showOnce) return;
    memory.show = null;
    stop();
    show();
  };
  memory.show = showOnce;
  const stop = after(SLOW_MS, showOnce);
  return showOnce;
}
