// Signing in to HQ's page: a name and a password become a session, or the same few words whatever was wrong.
import { createHash, randomBytes } from 'node:crypto';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { Database } from '#hub/db/database.ts';
import {
  addToLog,
  countTry,
  countUnknownName,
  deleteSession,
  findAccount,
  findSession,
  forgiveTry,
  insertSession,
  type PageAccount,
  type SessionLife,
} from '#hub/db/page_account.ts';
import { createGate, isPassword, NOBODYS_HASH } from './password.ts';

/** An hour without a question, a working day in all. */
const SESSION_LIFE: SessionLife = { idleMs: 3_600_000, wholeMs: 12 * 3_600_000 };

export type SignInError =
  /** No such account, another password, or disabled: nobody learns which. */
  { readonly type: 'wrong' } | { readonly type: 'wait'; readonly ms: number };

export type SignedIn = { readonly token: string; readonly account: PageAccount };

const atOnce = { work: 2, wait: 20 } as const;
const BUSY_MS = 2_000;

/** One a server: it keeps passwords from taking all of the machine. */
export function createSignIn(db: Database) {
  const gate = createGate(atOnce.work, atOnce.wait);
  return async (
    typed: { readonly name: string; readonly password: string },
    now: number,
  ): Promise<Result<SignedIn, SignInError>> => {
    const name = typed.name.trim().toLowerCase();
    const nameHash = createHash('sha256').update(name).digest();
    // Who finds no place at the gate has tried nothing: a flood of names must not lock anybody out.
    const tried = await gate(async () => {
      const ms = await countTry(db, nameHash, now);
      if (ms > 0) return { ms };
      const found = await findAccount(db, name);
      const known = found?.password_hash ?? NOBODYS_HASH;
      return { ms, found, isRight: await isPassword(typed.password, known) };
    });
    if (tried === undefined) return err({ type: 'wait', ms: BUSY_MS });
    if (tried.ms > 0) return err({ type: 'wait', ms: tried.ms });
    const { found, isRight } = tried;
    if (found === undefined || !isRight || found.disabled_at !== null) {
      if (found === undefined) await countUnknownName(db, now);
      else
        await addToLog(db, { at: now, account: found.name, action: 'sign-in-failed', detail: '' });
      return err({ type: 'wrong' });
    }
    await forgiveTry(db, nameHash);
    const token = randomBytes(32).toString('base64url');
    await insertSession(db, { tokenHash: hashOf(token), account: found.name }, now, SESSION_LIFE);
    await addToLog(db, { at: now, account: found.name, action: 'signed-in', detail: '' });
    const { role, regions } = found;
    return ok({ token, account: { name: found.name, role, regions } });
  };
}

export const accountOfToken = (
  db: Database,
  token: string,
  now: number,
): Promise<PageAccount | undefined> => findSession(db, hashOf(token), now, SESSION_LIFE);

export async function signOut(
  db: Database,
  token: string,
  account: PageAccount,
  now: number,
): Promise<void> {
  await deleteSession(db, hashOf(token));
  await addToLog(db, { at: now, account: account.name, action: 'signed-out', detail: '' });
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
