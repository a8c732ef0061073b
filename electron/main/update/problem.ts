// Why there is no update, as the settings say it.
import type { UpdateProblem } from '#shared/contract/shell.ts';

export class NoUpdate extends Error {
  readonly what: UpdateProblem['what'];

  constructor(what: UpdateProblem['what'], detail: string) {
    super(detail);
    this.what = what;
  }
}

/** Of the disk's own refusals, and of what nobody foresaw. */
export function problemOf(error: unknown): UpdateProblem {
  if (error instanceof NoUpdate) return { what: error.what, detail: error.message };
  const { code, message } = error as NodeJS.ErrnoException;
  const isDisk = code === 'ENOSPC' || code === 'EROFS' || code === 'EACCES' || code === 'EDQUOT';
  return { what: isDisk ? 'disk' : 'unread', detail: message ?? String(error) };
}
