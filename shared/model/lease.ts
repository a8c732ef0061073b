// What HQ lends to one device so that it can give things away without a line and never too many: tickets, points.
import { z } from 'zod';
import { codeSchema, daySchema } from './fields.ts';

const HEX_32 = /^[0-9a-f]{64}$/;

/** A deck of tickets of a lottery. Seeds form a hash chain: only who knows the last one can draw. */
export const lotteryLeaseSchema = z.strictObject({
  id: codeSchema,
  lottery: codeSchema,
  device: codeSchema,
  validFrom: daySchema,
  validTo: daySchema,
  /** By prize; blanks under `-`. */
  tickets: z.record(z.string(), z.int().min(0)),
  /** Hex of 32 bytes: SHA-256 of the first draw's seed. On show before the first draw. */
  commitment: z.string().regex(HEX_32),
  /**
   * Hex of `lastSeed`, sealed for the device with the key of its ledger (`shared/wire/lease_seed.ts`): every window of
   * the branch is given the row.
   */
  sealedSeed: z.string().regex(/^[0-9a-f]{96}$/),
});
export type LotteryLease = Readonly<z.infer<typeof lotteryLeaseSchema>>;

/** As HQ has it. */
export type OpenLease = Omit<LotteryLease, 'sealedSeed'> & {
  /** Hex of 32 bytes: the seed of the last draw; each one before it is the SHA-256 of the next. */
  readonly lastSeed: string;
};

/**
 * Which device of the branch lets customers spend points: one at a time, so that without a line nobody spends
 * twice. A customer belongs to one branch.
 */
export const pointsLeaseSchema = z.strictObject({
  device: codeSchema,
  deviceName: z.string(),
  /** The holder's events up to this one are in the customers' points as published. */
  counted: z.int().min(0),
});
export type PointsLease = Readonly<z.infer<typeof pointsLeaseSchema>>;
