// Keys that work on every page: F1 to F4, the lock, and Esc back from settings.
import { PAGE_KEYS } from '#renderer/ui/key_map.ts';
import type { PageName } from '#renderer/ui/status_bar.tsx';
import { type KeyPress, useKeys } from '#renderer/ui/use_keys.ts';
import type { Route } from './route.ts';

export type PageAction = { readonly page: PageName } | 'lock' | 'back' | null;

/** Null: not a key of the frame. */
export function pageActionOf(
  press: KeyPress,
  route: Route,
  pages: readonly PageName[],
): PageAction {
  if (press.ctrl && press.key === 'l') return pages.length > 1 ? 'lock' : null;
  if (press.ctrl || press.alt) return null;
  if (press.key === 'Escape' && (route === 'settings' || route === 'help')) return 'back';
  const page = pages.find((name) => PAGE_KEYS[name] === press.key);
  return page === undefined || page === route ? null : { page };
}

export function usePageKeys(props: {
  readonly page: Route;
  readonly pages: readonly PageName[];
  readonly onPage: (page: PageName) => void;
  readonly onBack: () => void;
  readonly onLock: () => void;
}): void {
  useKeys((press) => {
    const action = pageActionOf(press, props.page, props.pages);
    if (action === null) return false;
    if (action === 'lock') props.onLock();
    else if (action === 'back') props.onBack();
    else props.onPage(action.page);
    return true;
  });
}
