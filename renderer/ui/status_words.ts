// The status line in words: which of them to say, from the state of the device.
import { DAY_MS } from '#shared/base/month.ts';
import type { SyncStatus, Trouble } from '#shared/contract/view_status.ts';

export type StatusWord =
  | { readonly word: SyncStatus['line'] | 'noData' | 'allSent' | 'unprotected' }
  | { readonly word: 'byStick' | 'locked' }
  | { readonly word: 'saved'; readonly count: number }
  | { readonly word: 'due'; readonly days: number }
  | { readonly word: 'clockAhead' | 'clockBehind'; readonly byMs: number }
  | {
      readonly word: 'blocked' | 'busy' | 'diskFull' | 'damaged' | 'otherKeys' | 'unread' | 'proxy';
    }
  | { readonly word: 'asOf'; readonly day: NonNullable<SyncStatus['asOf']> }
  | { readonly word: 'unsent' | 'quarantined' | 'putBack'; readonly count: number }
  | { readonly word: 'oldest'; readonly ageMs: number }
  | { readonly word: 'fetching'; readonly percent: number }
  | { readonly word: 'refused'; readonly detail: string }
  | { readonly word: 'updateDue' | 'hubBehind'; readonly hub: number; readonly own: number };

const MINUTE_MS = 60_000;
/** HQ is asked for in good time: a stick takes days. */
const DUE_SOON_MS = 14 * DAY_MS;

/** @param now UTC ms */
export function statusWords(sync: SyncStatus, isKeyProtected: boolean, now: number): StatusWord[] {
  const words: StatusWord[] = [
    { word: sync.hubUrl === null && sync.asOf !== null ? 'byStick' : sync.line },
    sync.asOf === null ? { word: 'noData' } : { word: 'asOf', day: sync.asOf },
  ];
  if (sync.trouble !== null) words.splice(1, 0, { word: TROUBLE_WORDS[sync.trouble] });
  if (sync.clockAhead !== null) {
    const word = sync.clockAhead > 0 ? 'clockAhead' : 'clockBehind';
    words.push({ word, byMs: Math.abs(sync.clockAhead) });
  }
  if (sync.isLocked) words.push({ word: 'locked' });
  else if (sync.due !== null && sync.due - now < DUE_SOON_MS) {
    words.push({ word: 'due', days: Math.max(0, Math.floor((sync.due - now) / DAY_MS)) });
  }
  if (sync.progress !== null && sync.progress.total > 0) {
    const percent = Math.floor((100 * sync.progress.done) / sync.progress.total);
    words.push({ word: 'fetching', percent });
  }
  if (sync.quarantined > 0) words.push({ word: 'quarantined', count: sync.quarantined });
  if (sync.missing !== null) words.push({ word: 'putBack', count: sync.missing });
  if (sync.refused !== null) words.push({ word: 'refused', detail: sync.refused });
  if (sync.protocols !== null) {
    words.push({ word: protocolWord(sync.protocols), ...sync.protocols });
  }
  if (!isKeyProtected) words.push({ word: 'unprotected' });
  // These change with every visit: at the end they push no other word.
  if (sync.unsent > 0 && sync.unsaved === 0) words.push({ word: 'saved', count: sync.unsent });
  else if (sync.unsent > 0) words.push({ word: 'unsent', count: sync.unsent });
  // Without a readable cache the ledger may not be readable either: nothing is claimed of it.
  else if (sync.asOf !== null) words.push({ word: 'allSent' });
  // Each entry waits for a moment.
  if (sync.unsent > 0 && sync.oldestUnsent !== null && now - sync.oldestUnsent >= MINUTE_MS) {
    words.push({ word: 'oldest', ageMs: now - sync.oldestUnsent });
  }
  return words;
}

const TROUBLE_WORDS = {
  blocked: 'blocked',
  busy: 'busy',
  'disk-full': 'diskFull',
  damaged: 'damaged',
  'other-keys': 'otherKeys',
  unread: 'unread',
  proxy: 'proxy',
} as const satisfies Record<Trouble, string>;

/** Who is behind: this computer, or HQ. */
export const protocolWord = ({
  hub,
  own,
}: NonNullable<SyncStatus['protocols']>): 'updateDue' | 'hubBehind' =>
  hub > own ? 'updateDue' : 'hubBehind';

/** Words that ask for somebody's attention. */
export const isWarning = (word: StatusWord['word']): boolean => WARNINGS.has(word);

const WARNINGS: ReadonlySet<StatusWord['word']> = new Set([
  'locked',
  'due',
  'clockAhead',
  'clockBehind',
  'stuck',
  'blocked',
  'busy',
  'diskFull',
  'damaged',
  'unread',
  'proxy',
  'quarantined',
  'putBack',
  'refused',
  'updateDue',
  'hubBehind',
  'unprotected',
]);
