// What a window shows of a stick: each file on it, for whom, how old, and what reading or writing it brought.
import type { Instant } from '#shared/base/month.ts';

export type StickFile = {
  readonly kind:
    | 'to-hq'
    | 'to-device'
    /** A computer that asks to be enrolled, and HQ's answer to it. */
    | 'request'
    | 'answer'
    /** Not ours, or no longer whole. */
    | 'unreadable';
  /** For this computer, another of this branch, another branch, or of another HQ. */
  readonly whose: 'own' | 'branch' | 'other-branch' | 'other-hub';
  readonly branch: string | null;
  readonly deviceName: string | null;
  /** By the clock of who wrote it. */
  readonly at: Instant | null;
  /** Entries of a letter to HQ. */
  readonly count: number | null;
};

/** What there is to do with it. */
export type StickNext =
  /** HQ's letter to this computer is on it, and newer than what was read. */
  | 'read'
  /** Entries wait that neither HQ nor a stick has. */
  | 'write'
  /** This computer's letter is on it. */
  | 'to-hq'
  /** It is for another branch. */
  | 'to-branch'
  | 'nothing';

export type StickView = {
  readonly files: readonly StickFile[];
  readonly unsent: number;
  /** Of them, those that no stick was given. */
  readonly unsaved: number;
  readonly next: StickNext;
};

export type StickWritten = { readonly count: number; readonly stick: StickView };

export type StickTaken = {
  /** Entries of which HQ said that it has them. */
  readonly receipts: number;
  /** The branch's number before and after; equal: nothing new was on it. */
  readonly from: number;
  readonly to: number;
  /** When HQ wrote it. */
  readonly at: Instant;
  /** HQ's data on it are older than what this computer has: they were left. */
  readonly isOlder: boolean;
  /** HQ has lost entries: they are to be brought once more. */
  readonly isSentAgain: boolean;
  readonly stick: StickView;
};
