// Which page is shown, from the state of the device and what the person chose; and the keys that work on every page.
import type { AppState } from '#shared/contract/view_status.ts';
import type { PageName } from '#renderer/ui/status_bar.tsx';
import { PAGE_KEYS } from '#renderer/ui/key_map.ts';
import { type KeyPress, useKeys } from '#renderer/ui/use_keys.ts';

export type Route = 'starting' | 'enrol' | 'fetching' | 'revoked' | 'sign-in' | PageName;

/**
 * Help is there for everybody; the other pages follow phase, session and role.
 * @param isRecalled the sign-in page of the last run is known, and shown until the data process answers
 */
export function routeOf(state: AppState | null, chosen: PageName, isRecalled = false): Route {
  if (state === null) return isRecalled ? 'sign-in' : 'starting';
  if (chosen === 'help') return 'help';
  switch (state.phase) {
    case 'unenrolled':
    case 'key-lost':
      return 'enrol';
    case 'fetching':
      return 'fetching';
    case 'revoked':
      return 'revoked';
    case 'ready':
      if (state.session === null) return 'sign-in';
      return chosen === 'manager' && state.session.role !== 'manager' ? 'counter' : chosen;
  }
}

/** Pages that the status bar offers. */
export function pagesOf(state: AppState): readonly PageName[] {
  if (state.phase !== 'ready' || state.session === null) return ['help'];
  return state.session.role === 'manager'
    ? ['help', 'counter', 'manager', 'visits', 'settings']
    : ['help', 'counter', 'visits', 'settings'];
}

export type PageAction = { readonly page: PageName } | 'lock' | 'train' | 'back' | null;

/** F1 to F4, the lock, training, and Esc back from settings and help. Null: not a key of the frame. */
export function pageActionOf(
  press: KeyPress,
  route: Route,
  pages: readonly PageName[],
): PageAction {
  if (press.ctrl && press.key === 'l') return pages.length > 1 ? 'lock' : null;
  if (press.ctrl && press.key === 't') return pages.length > 1 ? 'train' : null;
  if (press.ctrl && press.key === 'd' && pages.includes('visits')) {
    return route === 'visits' ? null : { page: 'visits' };
  }
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
  readonly onTrain: () => void;
}): void {
  useKeys((press) => {
    // What is looked for goes first, the page after it.
    if (press.key === 'Escape' && isLookedFor(document.activeElement)) return false;
    const action = pageActionOf(press, props.page, props.pages);
    if (action === null) return false;
    if (action === 'lock') props.onLock();
    else if (action === 'train') props.onTrain();
    else if (action === 'back') props.onBack();
    else props.onPage(action.page);
    return true;
  });
}

const isLookedFor = (field: Element | null): boolean =>
  field instanceof HTMLInputElement && field.type === 'search' && field.value !== '';
