// How each lottery stands at HQ: prizes given, lent and left; and what each deck has told so far.
import { dayOfInstant } from '#shared/base/month.ts';
import { BLANK, countTickets } from '#shared/engine/lottery/tickets.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { Database } from '#hub/db/database.ts';
import { readDraws, readLeases, type StoredLease } from '#hub/db/lease.ts';
import { countPrizes, lotteriesInForce } from './lottery.ts';

type PrizeStatus = {
  readonly id: string;
  readonly name: LocalText;
  readonly total: number;
  /** By draws that were reported. */
  readonly given: number;
  /** In decks of devices, as far as HQ knows still undrawn: they may be given any moment. */
  readonly lent: number;
  readonly left: number;
};

type LeaseStatus = {
  readonly id: string;
  readonly branch: string;
  readonly deviceName: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly tickets: number;
  readonly drawn: number;
  /** `over`: its time is past, but the device has not told all yet. */
  readonly state: 'open' | 'over' | 'settled';
};

export type LotteryStatus = {
  readonly id: string;
  readonly name: LocalText;
  readonly prizes: readonly PrizeStatus[];
  readonly leases: readonly LeaseStatus[];
};

/** Of the catalog in force. */
export async function lotteryStatus(db: Database, now: number): Promise<readonly LotteryStatus[]> {
  const leases = await readLeases(db);
  const statuses: LotteryStatus[] = [];
  for (const lottery of await lotteriesInForce(db)) {
    const given = new Map<string, number>();
    const lent = new Map<string, number>();
    const shown: LeaseStatus[] = [];
    for (const lease of leases.filter((each) => each.lottery === lottery.id)) {
      const draws = await readDraws(db, lease);
      const prizes = countPrizes(draws);
      for (const { id } of lottery.prizes) {
        add(given, id, prizes[id] ?? 0);
        if (lease.given === null) add(lent, id, (lease.tickets[id] ?? 0) - (prizes[id] ?? 0));
      }
      shown.push(toStatus(lease, draws.length, now));
    }
    const prizes = lottery.prizes.map(({ id, name, total }): PrizeStatus => {
      const [gone, out] = [given.get(id) ?? 0, lent.get(id) ?? 0];
      return { id, name, total, given: gone, lent: out, left: total - gone - out };
    });
    statuses.push({ id: lottery.id, name: lottery.name, prizes, leases: shown });
  }
  return statuses;
}

const add = (counts: Map<string, number>, key: string, count: number): void => {
  if (key !== BLANK) counts.set(key, (counts.get(key) ?? 0) + count);
};

const toStatus = (lease: StoredLease, drawn: number, now: number): LeaseStatus => ({
  id: lease.id,
  branch: lease.branch,
  deviceName: lease.deviceName,
  validFrom: lease.validFrom,
  validTo: lease.validTo,
  tickets: countTickets(lease.tickets),
  drawn,
  state:
    lease.given !== null
      ? 'settled'
      : dayOfInstant(now, lease.timeZone) > lease.validTo
        ? 'over'
        : 'open',
});
