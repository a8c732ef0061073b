// What a thrown error becomes at the port: a full, read-only or failing disk is an expected failure, all else is a bug.
import type { CommonFailure } from '#shared/contract/failure.ts';
import type { CommandName } from '#shared/contract/commands.ts';

export type Fault = {
  readonly failure: Extract<CommonFailure, { readonly type: 'bug' | 'disk' }>;
  readonly command: CommandName;
  readonly error: unknown;
};

const DISK_CODE =
  /^(SQLITE_(FULL|READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB)(_|$)|(ENOSPC|EDQUOT|EROFS|EIO)$)/;

export function faultOf(command: CommandName, error: unknown): Fault {
  const code = codeOf(error);
  const failure: Fault['failure'] = DISK_CODE.test(code)
    ? { type: 'disk', detail: code }
    : { type: 'bug', reference: newReference() };
  return { failure, command, error };
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Six letters that can be read out on the telephone: the log line carries the same ones. */
function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
}
