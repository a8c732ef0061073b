// Passwords of HQ's page: scrypt, and never more of them at work than the machine can bear.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

type Cost = { readonly N: number; readonly r: number; readonly p: number };

/** 32 MB and three rounds: a tenth of a second or two. */
const COST: Cost = { N: 32_768, r: 8, p: 3 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

const PASSWORD_LEAST = 12;
const PASSWORD_MOST = 200;

/** What is wrong with it as a password of that account; null: nothing. */
export function passwordProblem(password: string, account: string): string | null {
  if (password.length < PASSWORD_LEAST) return `at least ${PASSWORD_LEAST} characters`;
  if (password.length > PASSWORD_MOST) return `at most ${PASSWORD_MOST} characters`;
  if (password.toLowerCase().includes(account)) return 'it contains the name of the account';
  if (new Set(password).size < 5) return 'at least 5 different characters';
  return null;
}

/** `scrypt$32768$8$3$saltBase64$hashBase64` */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, cost);
  const parts = [cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')];
  return `scrypt$${parts.join('$')}`;
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = stored.split('$');
  const known = Buffer.from(hash, 'base64');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const found = await derive(password, Buffer.from(salt, 'base64'), cost);
  return known.length === found.length && timingSafeEqual(known, found);
}

/** Of no password: who names no account waits as long as who names one. */
export const NOBODYS_HASH = `scrypt$${COST.N}$${COST.r}$${COST.p}$${Buffer.alloc(SALT_BYTES).toString('base64')}$${Buffer.alloc(HASH_BYTES).toString('base64')}`;

const derive = (password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const maxmem = 256 * N * r;
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { N, r, p, maxmem }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });

/** No I, L, O, U: read over the telephone without mistakes. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 100 random bits: `k7fq2-9xwm4-...`. */
export const createPassword = (): string =>
  Array.from(randomBytes(20), (byte) => ALPHABET.charAt(byte % 32))
    .join('')
    .replace(/(.{5})(?!$)/g, '$1-');

/** At most `atOnce` at work and `waiting` behind them; who comes then is sent away (undefined). */
export function createGate(atOnce: number, waiting: number) {
  let busy = 0;
  const queue: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (busy >= atOnce) {
      if (queue.length >= waiting) return undefined;
      await new Promise<void>((resolve) => queue.push(resolve));
    } else {
      busy += 1;
    }
    try {
      return await work();
    } finally {
      // The place goes to the next one in line without becoming free.
      const next = queue.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
}
