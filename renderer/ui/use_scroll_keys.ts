// Paging keys scroll the page although nothing in it has the focus: the largest part that has more than it shows.
import { scrollStep } from './scroll_step.ts';
import { useKeys } from './use_keys.ts';

export function useScrollKeys(): void {
  useKeys((press) => {
    if (press.field !== null || press.ctrl || press.alt) return false;
    const { key } = press;
    const isEnd = key === 'Home' || key === 'End';
    const step = isEnd ? 1 : scrollStep(press, 0);
    if (step === 0) return false;
    const part = largestScroller();
    if (part === null) return false;
    if (isEnd) part.scrollTo({ top: key === 'Home' ? 0 : part.scrollHeight });
    else part.scrollBy({ top: scrollStep(press, part.clientHeight) });
    return true;
  });
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
