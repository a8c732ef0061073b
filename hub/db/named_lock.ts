// Locks with names, held by a session of PostgreSQL: they end with it, however it ends.
import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';

type Session = Pick<ClientBase, 'query'>;

/** Sets our locks apart from those of others in the same database. */
export const LOCK_CLASS = 0x68_75_62;

/** Names that share a number wait for each other without need, and do no other harm. */
export const lockNumber = (name: string): number =>
  createHash('sha256').update(name).digest().readInt32BE(0);

/** @throws when somebody else holds it for longer than `within` ms; without it there is no end to the waiting */
export async function holdLock(on: Session, name: string, within?: number): Promise<void> {
  if (within !== undefined) await on.query(`set lock_timeout = ${Math.round(within)}`);
  try {
    await on.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, lockNumber(name)]);
  } finally {
    if (within !== undefined) await on.query('reset lock_timeout');
  }
}

export const letLockGo = async (on: Session, name: string): Promise<void> =>
  void (await on.query('select pg_advisory_unlock($1, $2)', [LOCK_CLASS, lockNumber(name)]));
