// What a window shows of the state of the device: phase, line, people.
import type { Instant, Day } from '#shared/base/month.ts';
import type { Branch, Role } from '#shared/model/branch.ts';

export type KeyStore = {
  /** Electron's name of the backend: `dpapi`, `keychain`, `gnome_libsecret`, `basic_text` ... */
  readonly backend: string;
  /** False for `basic_text`: the key is then only hidden, not protected. */
  readonly isProtected: boolean;
};

export type Phase =
  /** No device yet: the enrol page. */
  | 'unenrolled'
  /** Enrolled, first pack not there yet. */
  | 'fetching'
  /** The key store changed or lost the key: enrol again; unsent events wait for HQ. */
  | 'key-lost'
  /** HQ turned this computer away: the customers' data are gone from it, what it recorded is there. */
  | 'revoked'
  | 'ready';

export type Progress = {
  readonly step: 'pack' | 'verify' | 'changes';
  readonly done: number;
  readonly total: number;
};

/** Why entries or data do not pass although HQ, or who stands before it, answers. */
export type Trouble =
  /** HQ does not know this computer, or has revoked it. */
  | 'blocked'
  /** HQ cannot answer just now. */
  | 'busy'
  /** Or the disk cannot be written. */
  | 'disk-full'
  | 'damaged'
  /** HQ's secret was rotated more than once since this computer heard of it: nothing leads to the keys of today. */
  | 'other-keys'
  /** The proxy on the way lets nobody through without a name and a password. */
  | 'proxy'
  /** An answer that is not HQ's, or a bug. */
  | 'unread';

export type SyncStatus = {
  /** `online`: the last round sent everything and brought what is new. `stuck`: HQ answered, but not all passed. */
  readonly line: 'online' | 'offline' | 'never' | 'stuck';
  /** While it is stuck, or a proxy is in the way, unless `refused` or `protocols` say why. */
  readonly trouble: Trouble | null;
  /** Why the last try failed, in the hub's or network's words; null when it went well. */
  readonly problem: string | null;
  /** Set when a pack or change was refused; the old cache still serves. */
  readonly refused: string | null;
  /** Set when HQ publishes in another version of the protocol than this program's; entries go up all the same. */
  readonly protocols: { readonly hub: number; readonly own: number } | null;
  readonly lastContact: Instant | null;
  readonly asOf: Day | null;
  readonly unsent: number;
  readonly oldestUnsent: Instant | null;
  readonly quarantined: number;
  /** Events that HQ holds and this computer lacks: its ledger was put back to an older copy. Null: it never was. */
  readonly missing: number | null;
  readonly progress: Progress | null;
  readonly hubUrl: string | null;
  /** Of what is unsent, that no stick was given. */
  readonly unsaved: number;
  /** When HQ must be heard next; null: HQ sets no limit, or was never heard. */
  readonly due: Instant | null;
  /** That time is over: the customers' data are locked. */
  readonly isLocked: boolean;
  /** Ms by which the clock here was ahead of HQ's at the last contact, below 0 behind; null: close enough, or not known. */
  readonly clockAhead: number | null;
};

export type NeighbourWindow = {
  readonly id: string;
  readonly name: string;
  /** `turned-away`: HQ revoked it, or it has no keys to be known by. */
  readonly state: 'heard' | 'silent' | 'never' | 'turned-away';
  /** Heard since, or silent since then; null: never. */
  readonly since: Instant | null;
  /** Of its entries, those that wait here to be brought to HQ. */
  readonly waiting: number;
};

/** The branch's windows among themselves. */
export type NeighboursStatus = {
  /** `no-keys`: this computer was enrolled without any. `not-listening`: no private network, or no free port. */
  readonly problem: 'no-keys' | 'not-listening' | null;
  /** Where this computer listens. */
  readonly addresses: readonly string[];
  /** Where a manager said that others are. */
  readonly hosts: readonly string[];
  readonly windows: readonly NeighbourWindow[];
};

export type Session = {
  readonly staff: string;
  readonly name: string;
  readonly role: Role;
  /** Wrong PINs of this person at this computer between the last sign-in and this one. */
  readonly failedBefore?: number;
};

export type AppState = {
  readonly phase: Phase;
  readonly branch: Branch | null;
  readonly session: Session | null;
  /** Who is signed in was not shown the errand on this computer yet. */
  readonly isNewHere: boolean;
  /** The customers of this window are invented, and nothing of it is kept. */
  readonly isTraining: boolean;
  readonly sync: SyncStatus;
  /** Null: HQ's policy does not have it. */
  readonly neighbours: NeighboursStatus | null;
  readonly keyStore: KeyStore;
  readonly device: string | null;
  /** Not enrolled: entries of an earlier ledger of this computer that neither HQ has nor a stick was given. */
  readonly leftUnsent: number;
  readonly customers: number;
  /** After which the window locks; HQ's policy or the administrator says the most. */
  readonly idleLockMinutes: number;
  readonly idleLockMost: number;
  /** Where slips are printed; null: nowhere. */
  readonly printer: string | null;
  readonly version: string;
};

/** Entries that are on the stick now, in copies of earlier ledgers. */
export type SavedLedgers = { readonly count: number };

export type StaffEntry = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** First letters of the name, in each of its readings. */
  readonly initials: readonly string[];
};

/** Of the whole staff, what a manager should know; failures are those at this computer. */
export type StaffWatch = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Wrong PINs in a row, since the last right one. */
  readonly failures: number;
  readonly isLockedOut: boolean;
  readonly isBlocked: boolean;
  /** HQ still knows the PIN. */
  readonly hasFirstPin: boolean;
};
