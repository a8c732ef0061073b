// Paging keys that no page takes scroll it although nothing in it has the focus: the largest part with more than it shows.
import { scrollStep } from './scroll_step.ts';
import { type KeyPress, useKeys } from './use_keys.ts';

export function useScrollKeys(): void {
  // Pages come after the app: on the document it would hear of each key before them.
  useKeys(scrollPage, true, 'window');
}

function scrollPage({ key, field, ctrl, alt }: KeyPress): boolean {
  if (field !== null || ctrl || alt) return false;
  const isEnd = key === 'Home' || key === 'End';
  const step = (height: number): number => scrollStep({ key, ctrl, alt }, height);
  if (!isEnd && step(0) === 0) return false;
  const part = largestScroller();
  if (part === null) return false;
  if (isEnd) part.scrollTo({ top: key === 'Home' ? 0 : part.scrollHeight });
  else part.scrollBy({ top: step(part.clientHeight) });
  return true;
}

function largestScroller(): Element | null {
  let best: Element | null = null;
  let most = 0;
  for (const element of document.querySelectorAll('main *')) {
    const { clientHeight, clientWidth, scrollHeight } = element;
    const area = clientHeight * clientWidth;
    if (scrollHeight <= clientHeight + 1 || area <= most) continue;
    if (!/auto|scroll/.test(getComputedStyle(element).overflowY)) continue;
    best = element;
    most = area;
  }
  return best;
}
