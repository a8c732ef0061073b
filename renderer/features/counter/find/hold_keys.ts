// Keys that were quicker than the search: kept back, and let go when the page that they were meant for stands.
import { type HeldKey, heldKey, isOfInputMethod, releaseKey } from '#renderer/ui/use_keys.ts';

/** @param work leaves the page as the keys are to find it */
export async function holdKeys(work: () => Promise<void>): Promise<void> {
  const held: HeldKey[] = [];
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || isOfInputMethod(event)) return;
    if (!event.repeat) held.push(heldKey(event));
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', onKey, true);
  try {
    await work();
  } finally {
    window.removeEventListener('keydown', onKey, true);
    for (const key of held) releaseKey(key);
  }
}
