// Why nothing or not all passes although HQ answers, as the status line has words for it.
import type { Trouble } from '#shared/contract/view_status.ts';
import type { RoundFailure } from './round_result.ts';

/** An error of this computer in the midst of a round. */
export type LocalFailure = {
  readonly type: 'local';
  readonly trouble: 'disk-full' | 'damaged' | 'unread';
  readonly detail: string;
};

const DISK = /^(SQLITE_(FULL|READONLY|IOERR|CANTOPEN)(_|$)|(ENOSPC|EDQUOT|EROFS|EIO)$)/;
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB)(_|$)/;

export function localFailure(error: unknown): LocalFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const trouble = DISK.test(code) ? 'disk-full' : DAMAGE.test(code) ? 'damaged' : 'unread';
  return { type: 'local', trouble, detail: error instanceof Error ? error.message : 'bug' };
}

/** Null where another member of the status says it: an HQ that nobody reaches, refused data, another protocol. */
export function troubleOf(failure: RoundFailure): Trouble | null {
  switch (failure.type) {
    case 'local':
      return failure.trouble;
    case 'unreadable':
    case 'forged-answer':
    case 'bad-told':
      return 'unread';
    case 'unreachable':
      return failure.isAsked === true ? 'proxy' : null;
    case 'refused':
      return failure.code in REFUSALS ? (REFUSALS[failure.code] ?? null) : 'unread';
    default:
      return null;
  }
}

type Refusal = Extract<RoundFailure, { type: 'refused' }>['code'];

/** `no-pack` is a branch that waits for its first publication: the page says that there are no data yet. */
const REFUSALS: { readonly [Code in Refusal]?: Trouble | null } = {
  unauthorised: 'blocked',
  revoked: 'blocked',
  unavailable: 'busy',
  'too-many': 'busy',
  protocol: null,
  'no-pack': null,
};
