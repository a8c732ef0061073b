// The state that a window shows, put together from what the process holds.
import type { KeyState, StartMessage } from '#electron/port/parent.ts';
import type { FirstPage } from '#shared/contract/first_page.ts';
import type { AppState, Phase, Session, SyncStatus } from '#shared/contract/view_status.ts';
import { staffEntries } from './commands/session_commands.ts';
import type { Device } from './device.ts';
import { unsentLedgers } from './unsent_note.ts';
import { hasSeenTour, printerOf, readSetting } from './store/settings.ts';

/** Before HQ's policy was read here. */
const USUAL_IDLE_MINUTES = 10;

/** Minutes without a command after which a session ends: what was chosen, and at most what HQ and the administrator say. */
export function idleMinutes(device: Device | null, set: number | null): number {
  const own = device === null ? null : readSetting(device.ledger, 'own-idle-minutes');
  return Math.min(idleMost(device, set), Number(own ?? Infinity));
}

const idleMost = (device: Device | null, set: number | null): number =>
  Math.min(
    Number((device && readSetting(device.ledger, 'idle-minutes')) ?? USUAL_IDLE_MINUTES),
    set ?? Infinity,
  );

export type StateParts = {
  readonly start: StartMessage;
  readonly device: Device | null;
  /** Enrolling without having been asked: the window waits instead of asking. */
  readonly isEnrolling: boolean;
  /** A damaged ledger is being made anew: seconds. */
  readonly isMending: boolean;
  readonly keyState: KeyState['state'];
};

export function appStateOf(parts: StateParts, session: Session | null): AppState {
  const { start, device } = parts;
  const view = device?.cache.current() ?? null;
  return {
    phase: phaseOf(parts),
    branch: view?.contents.branch ?? null,
    session,
    isNewHere: device !== null && session !== null && !hasSeenTour(device.ledger, session.staff),
    isTraining: false,
    sync: device === null ? unenrolledSync(start) : device.sync.status(),
    neighbours: device?.neighbours.status() ?? null,
    keyStore: start.keyStore,
    device: device?.secrets.device ?? null,
    leftUnsent: device === null ? leftUnsent(start.dataDir) : 0,
    customers: view?.contents.customers ?? 0,
    idleLockMinutes: idleMinutes(device, start.lockMinutes),
    idleLockMost: idleMost(device, start.lockMinutes),
    printer: start.printer || (device === null ? null : printerOf(device.ledger)),
    version: start.version,
  };
}

/** What main keeps for the next start; null without data. */
export function firstPageOf({ secrets, cache, ledger }: Device): FirstPage | null {
  const contents = cache.current()?.contents;
  if (contents === undefined) return null;
  const { branch, staff } = contents;
  return { device: secrets.device, branch, staff: staffEntries(ledger, staff) };
}

const leftUnsent = (dataDir: string): number =>
  unsentLedgers(dataDir, null).reduce((sum, { unsaved }) => sum + unsaved, 0);

function phaseOf(parts: StateParts): Phase {
  if (parts.device !== null) {
    if (readSetting(parts.device.ledger, 'revoked-at') !== null) return 'revoked';
    return parts.device.cache.current() === null ? 'fetching' : 'ready';
  }
  if (parts.isEnrolling || parts.isMending) return 'fetching';
  return parts.keyState === 'none' ? 'unenrolled' : 'key-lost';
}

const unenrolledSync = (start: StartMessage): SyncStatus => ({
  line: 'never',
  trouble: null,
  problem: null,
  refused: null,
  protocols: null,
  lastContact: null,
  asOf: null,
  unsent: 0,
  oldestUnsent: null,
  quarantined: 0,
  missing: null,
  progress: null,
  hubUrl: start.hubUrl ?? start.autoEnrol?.hubUrl ?? null,
  unsaved: 0,
  due: null,
  isLocked: false,
  clockAhead: null,
});
