// Where the page is, kept in the address behind `#`, so that back, forward and a bookmark work.
import { useSyncExternalStore } from 'react';
import { type Day, isDay, isMonth, type Month } from '#shared/base/month.ts';

export type Place =
  | { readonly page: 'branches'; readonly month: Month | null }
  | { readonly page: 'branch'; readonly code: string; readonly at: Day | Month | null }
  /** Null: of all branches. */
  | { readonly page: 'looks'; readonly month: Month | null; readonly code: string | null }
  | { readonly page: 'strategies' }
  | { readonly page: 'models' };

/** What is not understood is the first page. */
export function readPlace(hash: string): Place {
  const [page, code, at] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((part) => decodeOr(part));
  if (page === 'strategies' || page === 'models') return { page };
  if (page === 'branch' && code)
    return { page, code, at: at !== undefined && (isDay(at) || isMonth(at)) ? at : null };
  if (page === 'looks')
    return {
      page,
      month: code !== undefined && isMonth(code) ? code : null,
      code: at === undefined || at === '' ? null : at,
    };
  return { page: 'branches', month: code !== undefined && isMonth(code) ? code : null };
}

function decodeOr(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

export function writePlace(place: Place): string {
  if (place.page === 'branch')
    return `#/branch/${encodeURIComponent(place.code)}${place.at === null ? '' : `/${place.at}`}`;
  if (place.page === 'looks')
    return ['#/looks', place.month ?? 'now', ...(place.code === null ? [] : [place.code])]
      .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
      .join('/');
  if (place.page === 'branches')
    return place.month === null ? '#/branches' : `#/branches/${place.month}`;
  return `#/${place.page}`;
}

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

export const usePlace = (): Place =>
  readPlace(useSyncExternalStore(subscribe, () => window.location.hash));

export const goTo = (place: Place): void => {
  window.location.hash = writePlace(place);
};
