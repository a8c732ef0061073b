// Which page is shown, from the state of the device and what the person chose.
import type { AppState } from '#shared/contract/view_status.ts';
import type { PageName } from '#renderer/ui/status_bar.tsx';

export type Route = 'starting' | 'enrol' | 'fetching' | 'sign-in' | PageName;

/** Help is there for everybody; the other pages follow phase, session and role. */
export function routeOf(state: AppState | null, chosen: PageName): Route {
  if (state === null) return 'starting';
  if (chosen === 'help') return 'help';
  switch (state.phase) {
    case 'unenrolled':
    case 'key-lost':
      return 'enrol';
    case 'fetching':
      return 'fetching';
    case 'ready':
      if (state.session === null) return 'sign-in';
      return chosen === 'manager' && state.session.role !== 'manager' ? 'counter' : chosen;
  }
}

/** Pages that the status bar offers. */
export function pagesOf(state: AppState): readonly PageName[] {
  if (state.phase !== 'ready' || state.session === null) return ['help'];
  return state.session.role === 'manager'
    ? ['help', 'counter', 'manager', 'settings']
    : ['help', 'counter', 'settings'];
}
