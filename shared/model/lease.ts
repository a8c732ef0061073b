// What HQ lends to one device so that it can give things away without a line and never too many: tickets, points.
import { z } from 'zod';
import { codeSchema, daySchema, instantSchema } from './fields.ts';
import { answerSchema } from './visit.ts';

/** A deck of tickets of a lottery (S1b). Seeds form a hash chain: only who knows the last one can draw. */
export const lotteryLeaseSchema = z.strictObject({
  id: codeSchema,
  lottery: codeSchema,
  device: codeSchema,
  validFrom: daySchema,
  validTo: daySchema,
  /** By prize; blanks under `-`. */
  tickets: z.record(z.string(), z.int().min(0)),
  /** Hex of 32 bytes: SHA-256 of the first draw's seed. On show before the first draw. */
  commitment: z.string().regex(/^[0-9a-f]{64}$/),
  /** Hex of 32 bytes: the seed of the last draw; each one before it is the SHA-256 of the next. */
  lastSeed: z.string().regex(/^[0-9a-f]{64}$/),
});
export type LotteryLease = Readonly<z.infer<typeof lotteryLeaseSchema>>;

/**
 * Which device of the branch lets customers spend points (S1e): one at a time, so that without a line nobody spends
 * twice. A customer belongs to one branch.
 */
export const pointsLeaseSchema = z.strictObject({
  device: codeSchema,
  deviceName: z.string(),
  /** The holder's events up to this one are in the customers' points as published. */
  counted: z.int().min(0),
});
export type PointsLease = Readonly<z.infer<typeof pointsLeaseSchema>>;

/**
 * What a customer answered and complained of at the branch lately, over all its devices: the branch's memory. By
 * device, so that each can leave out its own: of that it knows more than HQ does.
 */
export const heardSchema = z.strictObject({
  customer: z.int().min(1),
  /** Of the last 60 days, the oldest first. */
  answers: z.array(
    z.strictObject({
      device: codeSchema,
      offer: codeSchema,
      answer: answerSchema,
      at: instantSchema,
      laterOn: daySchema.nullable(),
    }),
  ),
  /** The last one that each device heard, slips left out, as far back as the policy's rest can reach. */
  complaints: z.array(z.strictObject({ device: codeSchema, day: daySchema })).prefault([]),
});
export type Heard = Readonly<z.infer<typeof heardSchema>>;
