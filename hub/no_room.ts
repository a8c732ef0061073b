// A disk of HQ that is full: its own files, the pack that is being made, or those of the database.

/** Of Node, SQLite and PostgreSQL (disk_full); EROFS is another matter. */
const CODES = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100']);

/** What the machine said; null: it is something else. Looks below what wraps it. */
export function noRoom(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && CODES.has(at.code)) return at.message;
  }
  return null;
}
