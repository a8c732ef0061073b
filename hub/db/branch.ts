// Branches, their people and gifts: rows to the documents that branches get.
import type { Uuid } from '#shared/base/id.ts';
import type { Currency, Fen } from '#shared/base/money.ts';
import type { Branch, Gift, Role, StaffMember } from '#shared/model/branch.ts';
import { allInitials } from '#hub/import/pinyin.ts';
import { type Database, sql } from './database.ts';

type BranchRow = {
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly time_zone: string;
  readonly currency: Currency;
  readonly is_demo: boolean;
  readonly privilege_weekday: number | null;
};

const rowToBranch = (row: BranchRow): Branch => ({
  code: row.code,
  name: { zh: row.name_zh, en: row.name_en },
  timeZone: row.time_zone,
  currency: row.currency,
  isDemo: row.is_demo,
  privilegeWeekday: row.privilege_weekday,
});

type StaffRow = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly pin_hash: string;
  readonly is_first_pin: boolean;
  readonly releases: number;
  readonly is_blocked: boolean;
  readonly block_event: Uuid | null;
};

const rowToStaffMember = (row: StaffRow): StaffMember => ({
  id: row.id,
  name: row.name,
  role: row.role,
  pinHash: row.pin_hash,
  initials: [...allInitials(row.name)],
  isFirstPin: row.is_first_pin,
  releases: row.releases,
  isBlocked: row.is_blocked,
  blockEvent: row.block_event,
});

type GiftRow = {
  readonly id: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly cost: Fen;
  readonly allocated: number;
};

const rowToGift = (row: GiftRow): Gift => ({
  id: row.id,
  name: { zh: row.name_zh, en: row.name_en },
  cost: row.cost,
  allocated: row.allocated,
});

export async function readBranches(db: Database): Promise<readonly Branch[]> {
  const rows = await db.query<BranchRow>(sql`
    select code, name_zh, name_en, time_zone, currency, is_demo, privilege_weekday
    from branch order by code collate "C"`);
  return rows.map(rowToBranch);
}

/** By branch. */
export type Currencies = ReadonlyMap<string, Currency>;

export const readCurrencies = async (db: Database): Promise<Currencies> =>
  new Map((await readBranches(db)).map(({ code, currency }) => [code, currency]));

export async function readBranch(db: Database, code: string): Promise<Branch | undefined> {
  const [row] = await db.query<BranchRow>(sql`
    select code, name_zh, name_en, time_zone, currency, is_demo, privilege_weekday
    from branch where code = ${code}`);
  return row && rowToBranch(row);
}

/** Active staff only: who left is taken away at the branch. The PINs of a demo branch are on its sign-in page for good. */
export async function readStaff(db: Database, branch: string): Promise<readonly StaffMember[]> {
  const rows = await db.query<StaffRow>(sql`
    select s.id, s.name, s.role, coalesce(s.later_hash, s.pin_hash) as pin_hash,
      not (s.later_is_own or b.is_demo) as is_first_pin, s.releases, s.is_blocked, s.block_event
    from staff s join branch b on b.code = s.branch
    where s.branch = ${branch} and s.active order by s.id collate "C"`);
  return rows.map(rowToStaffMember);
}

export async function readGifts(db: Database, branch: string): Promise<readonly Gift[]> {
  const rows = await db.query<GiftRow>(sql`
    select id, name_zh, name_en, cost, allocated from gift
    where branch = ${branch} order by id collate "C"`);
  return rows.map(rowToGift);
}
