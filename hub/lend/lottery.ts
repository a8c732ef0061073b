// Lends decks of lottery tickets to devices: never more prizes than HQ has, whatever happens at the branches.
import { randomBytes } from 'node:crypto';
import { type Day, dayOfInstant } from '#shared/base/month.ts';
import { seedOfDraw } from '#shared/engine/lottery/seed_chain.ts';
import { BLANK, countTickets } from '#shared/engine/lottery/tickets.ts';
import type { Branch } from '#shared/model/branch.ts';
import type { Lottery } from '#shared/model/catalog.ts';
import { readBranch } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { hasEventAfter, readActiveDevices } from '#hub/db/device_report.ts';
import { readCatalog } from '#hub/db/editions.ts';
import {
  countOpenDraws,
  insertLease,
  readDraws,
  readLeases,
  settleLease,
  type StoredDraw,
  type StoredLease,
  type TicketCounts,
} from '#hub/db/lease.ts';
import { reportedThrough } from './points.ts';

/**
 * Before a publication of the branch, which brings its devices what it finds. In a transaction of its own, one at a
 * time over all branches: prizes are HQ's, and what the one before lent must be seen. A deck that is lent and not yet
 * published counts as given away.
 * @throws when others are at it for longer than `within` ms
 */
export const renewLotteries = (
  db: Database,
  branch: string,
  now: number,
  { within }: { readonly within?: number } = {},
): Promise<void> =>
  db.transaction(
    async (tx) => {
      const document = await readBranch(tx, branch);
      if (document !== undefined) await renewLotteryLeases(tx, document, now);
    },
    { snapshot: true, lock: 'lotteries', ...(within === undefined ? {} : { lockWithin: within }) },
  );

/**
 * Settles what can be settled, over all branches, and sees to it that each active device of this one holds a deck of
 * each lottery that is on. Call it where nobody else does: see `renewLotteries`.
 */
export async function renewLotteryLeases(tx: Database, branch: Branch, now: number): Promise<void> {
  const leases: StoredLease[] = [];
  const drawn = await countOpenDraws(tx);
  for (const lease of await readLeases(tx)) {
    const isDue = lease.given === null && (await isDone(tx, lease, drawn.get(lease.id) ?? 0, now));
    leases.push(isDue ? await settle(tx, lease, now) : lease);
  }
  const today = dayOfInstant(now, branch.timeZone);
  const lotteries = (await lotteriesInForce(tx)).filter(
    ({ validFrom, validTo }) => validFrom <= today && today <= validTo,
  );
  for (const { id: device, name: deviceName } of await readActiveDevices(tx, branch.code)) {
    for (const lottery of lotteries) {
      const isHeld = (lease: StoredLease): boolean =>
        lease.device === device && lease.lottery === lottery.id && isOpen(lease, today);
      if (leases.some(isHeld)) continue;
      const tickets = deckOf(lottery, givenAway(leases, lottery.id));
      if (tickets === null) continue;
      const lease = { ...createLease(lottery, device, tickets), given: null };
      await insertLease(tx, branch.code, lease, now);
      leases.push({ ...lease, branch: branch.code, deviceName, timeZone: branch.timeZone });
    }
  }
}

/** Neither settled nor over. */
export const isOpen = ({ given, validTo }: StoredLease, today: Day): boolean =>
  given === null && today <= validTo;

export const lotteriesInForce = async (db: Database): Promise<readonly Lottery[]> =>
  (await readCatalog(db))?.lotteries ?? [];

/** Prizes of a lottery that are gone: given by settled leases, and all those in the decks of the others. */
export function givenAway(
  leases: readonly StoredLease[],
  lottery: string,
): ReadonlyMap<string, number> {
  const gone = new Map<string, number>();
  for (const lease of leases) {
    if (lease.lottery !== lottery) continue;
    for (const [prize, count] of Object.entries(lease.given ?? lease.tickets)) {
      gone.set(prize, (gone.get(prize) ?? 0) + count);
    }
  }
  return gone;
}

async function settle(tx: Database, lease: StoredLease, now: number): Promise<StoredLease> {
  const given = countPrizes(await readDraws(tx, lease));
  await settleLease(tx, lease.id, given, now);
  return { ...lease, given };
}

/**
 * Used up: all its draws are here. Over: its device has reported an event of a later day, and all before it; from
 * such a day on a device draws no more of it, even if its clock is set back.
 */
async function isDone(
  tx: Database,
  lease: StoredLease,
  drawn: number,
  now: number,
): Promise<boolean> {
  if (drawn >= countTickets(lease.tickets)) return true;
  if (dayOfInstant(now, lease.timeZone) <= lease.validTo) return false;
  const through = await reportedThrough(tx, lease.device);
  return hasEventAfter(tx, lease.device, lease.validTo, through);
}

/** Blanks left out: they cost nothing and are not counted. */
export function countPrizes(draws: readonly StoredDraw[]): TicketCounts {
  const counts: Record<string, number> = {};
  for (const { prize } of draws) if (prize !== null) counts[prize] = (counts[prize] ?? 0) + 1;
  return counts;
}

/** Null when HQ has no prize left: a deck of blanks would be no lottery. */
function deckOf(lottery: Lottery, gone: ReadonlyMap<string, number>): TicketCounts | null {
  const tickets: Record<string, number> = {};
  for (const { id, tickets: count, total } of lottery.prizes) {
    const left = Math.min(count, total - (gone.get(id) ?? 0));
    if (left > 0) tickets[id] = left;
  }
  const prizes = countTickets(tickets);
  if (prizes === 0) return null;
  // As many blanks to a prize as in a full deck: the odds stay when HQ's prizes run low.
  const full = lottery.prizes.reduce((sum, { tickets: count }) => sum + count, 0);
  const blanks = Math.round((lottery.blanks * prizes) / full);
  return blanks > 0 ? { ...tickets, [BLANK]: blanks } : tickets;
}

function createLease(lottery: Lottery, device: string, tickets: TicketCounts) {
  const lastSeed = randomBytes(32).toString('hex');
  return {
    id: `L${randomBytes(6).toString('hex')}`,
    lottery: lottery.id,
    device,
    validFrom: lottery.validFrom,
    validTo: lottery.validTo,
    tickets,
    commitment: seedOfDraw(lastSeed, 0, countTickets(tickets)),
    lastSeed,
  };
}
