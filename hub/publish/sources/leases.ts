// What HQ lends to the devices of a branch: decks of tickets, and the right to let points be spent.
import { dayOfInstant } from '#shared/base/month.ts';
import { lotteryLeaseSchema, pointsLeaseSchema } from '#shared/model/lease.ts';
import { readLeases } from '#hub/db/lease.ts';
import { readPointsLease } from '#hub/db/points.ts';
import { isOpen } from '#hub/lend/lottery.ts';
import type { Source } from './source.ts';

export const lotteryLeaseSource: Source = async (tx, branch, now) =>
  (await readLeases(tx))
    .filter((lease) => lease.branch === branch && isOpen(lease, dayOfInstant(now, lease.timeZone)))
    .map(({ branch: _branch, deviceName: _name, timeZone: _zone, given: _given, ...lease }) => [
      lease.id,
      lotteryLeaseSchema.parse(lease),
    ]);

/** Nothing while it is asked back: then nobody has it. */
export const pointsLeaseSource: Source = async (tx, branch) => {
  const lease = await readPointsLease(tx, branch);
  if (lease === undefined || lease.next !== null) return [];
  const { holder: device, holderName: deviceName, counted } = lease;
  return [['current', pointsLeaseSchema.parse({ device, deviceName, counted })]];
};
