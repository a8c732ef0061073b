// What HQ found of a day's claims in the operator's top-up log, as a branch gets it.
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import { z } from 'zod';
import { codeSchema, daySchema, instantSchema, positiveFenSchema } from './fields.ts';

/**
 * `waiting`: the log does not reach that far. `short`: less came than the claim rests on. `reversed`: it came and was
 * taken back.
 */
export const settledStateSchema = z.enum(['waiting', 'settled', 'short', 'not-found', 'reversed']);
export type SettledState = z.infer<typeof settledStateSchema>;

export const settledDaySchema = z.strictObject({
  day: daySchema,
  /** How far the log of the branch reaches, where claims of the day wait for it; null: no log yet, or none waits. */
  logThrough: instantSchema.nullable(),
  /** What the day said before late rows or visits changed it. */
  before: z
    .strictObject({
      claims: z.int().min(0),
      settled: positiveFenSchema,
      /** The visits by which it is another now, also those that claim nothing any more; left out: nobody noted them. */
      changed: z.array(z.string().min(1)).optional(),
    })
    .nullable(),
  /** Visits with money that the log reaches past and does not have, and that claim nothing; left out: none. */
  unpaid: z.array(z.string().min(1)).optional(),
  claims: z.array(
    z.strictObject({
      visit: z.string().min(1),
      staff: codeSchema,
      offer: codeSchema,
      claimed: positiveFenSchema,
      /** At most what is claimed. */
      settled: positiveFenSchema,
      state: settledStateSchema,
    }),
  ),
});
export type SettledDay = Readonly<z.infer<typeof settledDaySchema>>;

export type SettledSums = { readonly claims: number; readonly claimed: Fen; readonly settled: Fen };

export type SettledOfDay = {
  readonly day: Day;
  /** Of all windows, as far as HQ has heard; null: HQ knows of no claim of the day. */
  readonly total:
    | (SettledSums & {
        readonly states: Readonly<Record<SettledState, number>>;
        /** How far the log reaches, where claims wait for it; null: no log yet, or none waits. */
        readonly logThrough: Instant | null;
        /** Before late rows or visits changed it, with how many visits are others now; null: nobody noted them. */
        readonly before: {
          readonly claims: number;
          readonly settled: Fen;
          readonly changed: number | null;
        } | null;
      })
    | null;
  /** By staff number. */
  readonly byClerk: readonly (SettledSums & { readonly staff: string; readonly name: string })[];
};
