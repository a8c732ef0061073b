// The catalog: offers with their ladders, rules and sentences, as HQ writes and the branch reads them.
import { z } from 'zod';
import { codeSchema, daySchema, positiveFenSchema } from './fields.ts';
import { localTextSchema } from './text.ts';

export const familySchema = z.enum([
  'prepay-gift',
  'prepay-credit',
  'data-pack',
  'voice-pack',
  'reading',
  'contract',
  'win-back',
  'bundle',
  'points',
  'vip-event',
  'prepay-handset',
  'sms-pack',
  'services',
  'lottery',
  'member',
  'household',
  'care',
]);

/** One rung: what the customer puts down and what they get for it. */
const tierSchema = z.strictObject({
  id: codeSchema,
  /** What the customer prepays, in fen; 0 where the offer asks for no prepayment. */
  prepay: positiveFenSchema,
  /** What the customer pays each month, in fen (packs, contracts); 0 otherwise. */
  monthly: positiveFenSchema.prefault(0),
  /** Points that the customer spends; 0 otherwise. */
  points: z.int().min(0).prefault(0),
  benefit: localTextSchema,
  gift: codeSchema.nullable().prefault(null),
  /** Credit given to the customer, in fen. */
  credit: positiveFenSchema.prefault(0),
  /** Draws in a lottery of the catalog. */
  draws: z
    .strictObject({ lottery: codeSchema, count: z.int().min(1).max(10) })
    .nullable()
    .prefault(null),
  /** Gift, credit and discount together, in fen: what a yes costs the operator. */
  cost: positiveFenSchema,
  /** Expected extra margin of a yes, in fen. */
  margin: positiveFenSchema,
});
export type Tier = Readonly<z.infer<typeof tierSchema>>;

const treatmentSchema = z.strictObject({
  id: codeSchema,
  /** CEL over facts and context; the first treatment that holds is used. Empty: always. */
  when: z.string().prefault(''),
  /** What the clerk reads out, with slots such as `{prepay}` `{difference}` `{benefit}`. */
  sentence: localTextSchema,
  /** One line for the clerk's eyes: why this customer, with slots. */
  why: localTextSchema,
});
export type Treatment = Readonly<z.infer<typeof treatmentSchema>>;

/** What customers say against it most, and what the clerk may answer, with slots. */
const objectionSchema = z.strictObject({ says: localTextSchema, answer: localTextSchema });
export type Objection = Readonly<z.infer<typeof objectionSchema>>;

export const touchPointSchema = z.enum(['counter', 'phone', 'sms', 'home-visit', 'app']);
const metricSchema = z.enum(['accept-rate', 'uplift', 'retention', 'use', 'reach']);
const daypartSchema = z.enum(['morning', 'noon', 'afternoon', 'evening']);
export type Daypart = z.infer<typeof daypartSchema>;

export const offerSchema = z.strictObject({
  id: codeSchema,
  family: familySchema,
  name: localTextSchema,
  /** The strategy: whom it is for, where it is said, how it is judged; and the rows of docs/catalog.md. */
  target: localTextSchema.nullable().prefault(null),
  touchPoints: z.array(touchPointSchema).prefault(['counter']),
  measure: z
    .strictObject({ metric: metricSchema, goal: z.number().positive() })
    .nullable()
    .prefault(null),
  serves: z.array(z.string().regex(/^S\d{1,2}[a-e]?$/)).prefault([]),
  objections: z.array(objectionSchema).max(2).prefault([]),
  /** Care and duty notices are not promotional: they reach those who must not be sold to. */
  promotional: z.boolean(),
  validFrom: daySchema,
  validTo: daySchema,
  /** Business hours `HH:MM` in which it may be said; null: always. */
  hours: z.strictObject({ from: z.string(), to: z.string() }).nullable().prefault(null),
  /** CEL: who may have it (allowed). */
  eligible: z.string().min(1),
  /** CEL: for whom it makes sense now. Empty: all. */
  applicable: z.string().prefault(''),
  /** CEL: for whom it is in the customer's own interest. Empty: all. */
  suitable: z.string().prefault(''),
  tiers: z.array(tierSchema).min(1),
  treatments: z.array(treatmentSchema).min(1),
  /** Chance of yes before anything was learned, and the visits that the guess is worth. */
  prior: z.strictObject({ yes: z.number().min(0).max(1), visits: z.number().positive() }),
  /** HQ's thumb on the scale, percent. */
  lever: z.number().min(0).max(1000).prefault(100),
  /** Weight by purpose of the visit; 1 where not named. */
  purposes: z.record(z.string(), z.number().min(0)).prefault({}),
  /** Weight by weekday (`1` Monday to `7`), on the branch's privilege day, and by part of the day. */
  weekdays: z.record(z.string().regex(/^[1-7]$/), z.number().min(0)).prefault({}),
  privilegeDay: z.number().min(0).prefault(1),
  dayparts: z.partialRecord(daypartSchema, z.number().min(0)).prefault({}),
  /** Share (0..1) of the chance to leave that a yes takes away: what it is worth in holding on. */
  retains: z.number().min(0).max(1).prefault(0),
  contact: z.strictObject({
    /** Times that a branch may say it to one customer in 7 and in 30 days. */
    perWeek: z.int().min(1).prefault(1),
    perMonth: z.int().min(1),
    /** Days of rest after a no, and after a second one within 30 days. */
    restAfterDecline: z.int().min(0),
    restAfterTwoDeclines: z.int().min(0).prefault(60),
  }),
  /** Figures older than this many days do not support the sentence; null: as the policy has it. */
  maxAgeDays: z.int().min(1).nullable().prefault(null),
});
export type Offer = Readonly<z.infer<typeof offerSchema>>;

/** A gift as HQ buys it; how many a branch has is the branch's own record. */
export const catalogGiftSchema = z.strictObject({
  id: codeSchema,
  name: localTextSchema,
  /** What one piece costs the operator, in fen. */
  cost: positiveFenSchema,
});
export type CatalogGift = Readonly<z.infer<typeof catalogGiftSchema>>;

/** A live label: who has it, by a rule over facts (labels themselves excepted). */
export const labelSchema = z.strictObject({
  id: codeSchema,
  name: localTextSchema,
  /** CEL. */
  rule: z.string().min(1),
});
export type Label = Readonly<z.infer<typeof labelSchema>>;

/** A lottery as HQ runs it: its deck of tickets, of which each branch device is leased a part. */
export const lotterySchema = z.strictObject({
  id: codeSchema,
  name: localTextSchema,
  validFrom: daySchema,
  validTo: daySchema,
  prizes: z
    .array(
      z.strictObject({
        id: codeSchema,
        name: localTextSchema,
        cost: positiveFenSchema,
        /** Tickets with this prize in one lease. */
        tickets: z.int().min(1).max(1_000),
        /** All that HQ has of it, over all branches. */
        total: z.int().min(1),
      }),
    )
    .min(1)
    .max(12),
  /** Tickets without a prize in one lease. */
  blanks: z.int().min(0).max(1_000),
});
export type Lottery = Readonly<z.infer<typeof lotterySchema>>;

export const catalogSchema = z.strictObject({
  /** Grows with every edition: `2026.11.1`. */
  version: z.string().min(1),
  offers: z.array(offerSchema),
  /** Gifts that tiers may name. */
  gifts: z.array(catalogGiftSchema).optional(),
  /** How people call the holdings that rules ask for, by code. */
  holdings: z.record(codeSchema, localTextSchema).optional(),
  labels: z.array(labelSchema).optional(),
  lotteries: z.array(lotterySchema).optional(),
});
export type Catalog = Readonly<z.infer<typeof catalogSchema>>;
