// What can be wrong with a stick or with a file on it, as data: each has its words at the counter and at HQ.

export type StickReason =
  /** Pulled, or never there. */
  | 'gone'
  | 'full'
  | 'read-only'
  /** Nothing of ours is on it. */
  | 'empty'
  /** The file ends before its end. */
  | 'cut'
  /** Bytes are not what was written, or not written by who could. */
  | 'altered'
  /** No file of ours, or too large to be one. */
  | 'foreign'
  /** Written by a later version of the program. */
  | 'newer'
  | 'other-hub'
  | 'other-branch'
  | 'other-device'
  /** HQ does not know the device, or has revoked it. */
  | 'unknown-device';

export class StickProblem extends Error {
  override readonly name = 'StickProblem';
  readonly reason: StickReason;
  constructor(reason: StickReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

const REASONS: Readonly<Record<string, StickReason>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ENODEV: 'gone',
  ENXIO: 'gone',
  EIO: 'gone',
  ESTALE: 'gone',
  ELOOP: 'foreign',
  EISDIR: 'foreign',
};

/** Runs what touches the stick; an error of its file system comes out as a problem of the stick. */
export async function onStick<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = REASONS[code];
    if (reason === undefined) throw error;
    throw new StickProblem(reason, error instanceof Error ? error.message : code);
  }
}
