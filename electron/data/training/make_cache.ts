// The cache of a training: what HQ's catalog, groups and beliefs are now, with invented customers, gifts enough and a
// manager whose PIN everybody may know.
import { mkdirSync } from 'node:fs';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { fen } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { Session } from '#shared/contract/view_status.ts';
import { TRAINING_PIN } from '#shared/model/training.ts';
import type { StaffMember } from '#shared/model/branch.ts';
import type { Entity } from '#shared/wire/change.ts';
import { customerToDoc } from '#shared/wire/customer_doc.ts';
import { PACK_INDEXES, PACK_TABLES } from '#shared/wire/pack_schema.ts';
import { PACK_SCHEMA_VERSION } from '#shared/wire/protocol.ts';
import { nextCachePath } from '../db/cache_files.ts';
import type { WritableDB } from '../db/driver.ts';
import { CannotOpen, openEncrypted } from '../db/open.ts';
import { sql } from '../db/sql.ts';
import { hashPin } from '../pin_hash.ts';
import { applyRow, type Effect } from '../store/change_rows.ts';
import type { CacheView } from '../store/cache.ts';
import { writeMeta } from '../store/meta.ts';
import { inventedCustomers } from './people.ts';

/** Pieces of each gift. */
export const GIFTS = 20;
/** An amount that the counter asks back about is some forty times what people mostly put on. */
const LIMIT_OVER_USUAL = 40;

export type TrainingCache = {
  readonly folder: string;
  /** 64 hex digits. */
  readonly key: string;
  readonly nativeBinding: string | null;
};

/** @throws as the disk does */
export async function makeTrainingCache(
  { folder, key, nativeBinding }: TrainingCache,
  { reader, contents }: Pick<CacheView, 'reader' | 'contents'>,
  { staff, name, role }: Session,
  today: Day,
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const opened = openEncrypted({
    file: nextCachePath(folder, 1),
    key,
    nativeBinding,
    use: 'cache',
  });
  if (!opened.ok) throw new CannotOpen(opened.error.type);
  const cache = opened.value;
  const [own, manager] = await Promise.all([
    // Nobody signs in: who is at the window already is.
    hashPin(key),
    hashPin(TRAINING_PIN),
  ]);
  const people: readonly StaffMember[] = [
    toMember(staff, name, role, own),
    toMember('training-manager', '练习店长', 'manager', manager),
  ];
  const { branch, policy } = contents;
  const usual = fen(Math.round(policy.amounts.limit / LIMIT_OVER_USUAL));
  try {
    cache.script(PACK_TABLES);
    cache.script(PACK_INDEXES);
    cache.transaction(() => {
      const effect: Effect = {
        digest: new Uint8Array(8),
        customers: 0,
        asOf: '',
        hasRecords: false,
      };
      const put = (entity: Entity, id: string, doc: unknown): void =>
        applyRow(cache, { entity, id, doc, text: canonicalJson(doc as Json) }, effect);
      const asPublished = reader.all<{ entity: Entity; id: string; text: string }>(sql`
        select entity, id, doc as text from record where entity in ('catalog', 'beliefs', 'group')`);
      for (const each of asPublished) {
        applyRow(cache, { ...each, doc: JSON.parse(each.text) }, effect);
      }
      put('branch', 'current', branch);
      put('policy', 'current', {
        ...policy,
        // Everybody hears what fits, and nothing of the line is waited for.
        holdoutPercent: 0,
        maxOfflineDays: null,
        requireProtectedKeyStore: false,
        neighbours: null,
        targets: [],
      });
      for (const member of people) put('staff', member.id, member);
      for (const gift of contents.gifts) put('gift', gift.id, { ...gift, allocated: GIFTS });
      for (const customer of inventedCustomers(today, usual)) {
        put('customer', String(customer.id), customerToDoc(customer));
      }
      writeAbout(cache, branch.code, effect);
    });
  } finally {
    cache.close();
  }
}

const toMember = (
  id: string,
  name: string,
  role: StaffMember['role'],
  pinHash: string,
): StaffMember => ({
  id,
  name,
  role,
  pinHash,
  initials: [],
  isFirstPin: false,
  releases: 0,
  isBlocked: false,
  blockEvent: null,
});

function writeAbout(cache: WritableDB, branch: string, effect: Effect): void {
  writeMeta(cache, 'branch', branch);
  writeMeta(cache, 'number', '1');
  writeMeta(cache, 'schema', String(PACK_SCHEMA_VERSION));
  writeMeta(cache, 'digest', Buffer.from(effect.digest).toString('hex'));
  writeMeta(cache, 'as_of', effect.asOf);
  writeMeta(cache, 'issued_at', '0');
  writeMeta(cache, 'customers', String(effect.customers));
}
