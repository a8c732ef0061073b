// Changes put into a real cache: rows that HQ did not sign, and rows that it signed and that fit nothing.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Json } from '#shared/base/canonical.ts';
import type { Random } from '#shared/base/random.ts';
import { type ChangeHead, type ChangeRow, changeHeadSchema } from '#shared/wire/change.ts';
import { foldIntoDigest, rowHashInput } from '#shared/wire/digest.ts';
import { readMeta } from '#electron/data/store/meta.ts';
import { applyChange } from '#electron/data/sync/apply_change.ts';
import { sql } from '#electron/data/db/sql.ts';
import { BRANCH, CATALOG, CUSTOMERS, GIFTS, POLICY, STAFF } from '#tests/fixtures/branch.ts';
import { openTestPack } from '#tests/fixtures/open_pack.ts';
import {
  buildChange,
  createHubKeys,
  customerRow,
  publishedBranch,
  row,
} from '#tests/fixtures/published.ts';
import { refused, type Target, TAKEN, type Verdict } from '../fuzz.ts';
import { mutateBytes, mutateJson, pick } from '../mutate.ts';

const ROWS: readonly ChangeRow[] = [
  ...CUSTOMERS.slice(0, 3).map(customerRow),
  row('branch', 'current', BRANCH),
  row('catalog', 'current', CATALOG),
  row('policy', 'current', POLICY),
  ...STAFF.slice(0, 1).map((one) => row('staff', one.id, one)),
  ...GIFTS.slice(0, 1).map((one) => row('gift', one.id, one)),
];

export function changesTarget(): Target {
  const pack = openTestPack();
  const cache = pack.writer;
  const { signal } = new AbortController();
  const good = buildChange(createHubKeys(), 2, ROWS, publishedBranch());
  const head = changeHeadSchema.parse(JSON.parse(Buffer.from(good.head.body, 'base64').toString()));
  const packed = Buffer.from(good.rows, 'base64');

  return {
    async feed(chance) {
      const number = readMeta(cache).number + 1;
      return chance() < 0.3 ? await other(number, chance) : await odd(number, chance);
    },
    close: () => pack.close(),
  };

  /** Not the bytes whose hash HQ signed. */
  async function other(number: number, chance: Random): Promise<Verdict> {
    const rows = mutateBytes(packed, [packed], chance);
    const verdict = await apply({ ...head, number }, rows);
    return verdict.type === 'taken' ? { type: 'taken', isRight: rows.equals(packed) } : verdict;
  }

  async function odd(number: number, chance: Random): Promise<Verdict> {
    const lines = [mutateJson(pick(ROWS, chance), chance)];
    if (chance() < 0.3) lines.push(mutateJson(pick(ROWS, chance), chance));
    const rows = gzipSync(Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
    return apply(
      {
        ...head,
        number,
        rows: lines.length,
        sha256: createHash('sha256').update(rows).digest('hex'),
        digest: digestAfter(lines),
      },
      rows,
    );
  }

  /** As HQ would reckon it, so that what is refused is refused for what it says. */
  function digestAfter(lines: readonly Buffer[]): string {
    const digest = Uint8Array.from(Buffer.from(readMeta(cache).digest, 'hex'));
    const known = new Map<string, Uint8Array>();
    for (const line of lines) {
      try {
        const { entity, id, doc } = JSON.parse(line.toString()) as ChangeRow;
        const place = `${entity} ${id}`;
        const before = known.get(place) ?? storedHash(entity, id);
        if (before !== undefined) foldIntoDigest(digest, before);
        if (doc === null) continue;
        const hash = createHash('sha256')
          .update(rowHashInput(entity, id, doc as Json))
          .digest();
        foldIntoDigest(digest, hash.subarray(0, 8));
        known.set(place, hash.subarray(0, 8));
      } catch {
        // No row: the digest is of no account.
      }
    }
    return Buffer.from(digest).toString('hex');
  }

  function storedHash(entity: string, id: string): Uint8Array | undefined {
    return entity === 'customer'
      ? cache.get<{ hash: Buffer }>(sql`select hash from customer where id = ${Number(id)}`)?.hash
      : cache.get<{ hash: Buffer }>(
          sql`select hash from record where entity = ${entity} and id = ${id}`,
        )?.hash;
  }

  async function apply(signed: ChangeHead, rows: Buffer): Promise<Verdict> {
    const before = readMeta(cache);
    const applied = await applyChange(cache, signed, rows, BRANCH.code, signal);
    if (applied.ok) return TAKEN;
    const after = readMeta(cache);
    if (after.number !== before.number || after.digest !== before.digest)
      throw new Error('a refused change left something behind');
    return refused(applied.error.detail);
  }
}
