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

export const offerSchema = z.strictObject({
  id: codeSchema,
  family: familySchema,
  name: localTextSchema,
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
  contact: z.strictObject({
    /** Times that a branch may say it to one customer in 30 days. */
    perMonth: z.int().min(1),
    /** Days of rest after a no. */
    restAfterDecline: z.int().min(0),
  }),
  /** Figures older than this many days do not support the sentence. */
  maxAgeDays: z.int().min(1),
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

export const catalogSchema = z.strictObject({
  /** Grows with every edition: `2026.11.1`. */
  version: z.string().min(1),
  offers: z.array(offerSchema),
  /** Gifts that tiers may name. */
  gifts: z.array(catalogGiftSchema).optional(),
  /** How people call the holdings that rules ask for, by code. */
  holdings: z.record(codeSchema, localTextSchema).optional(),
});
export type Catalog = Readonly<z.infer<typeof catalogSchema>>;

export const policySchema = z.strictObject({
  version: z.string().min(1),
  /** Promotional sentences that one customer may hear within 7 days, over all offers. */
  perWeek: z.int().min(0),
  /** Days without selling after a complaint. */
  complaintRestDays: z.int().min(0),
  /** Arrears (fen) above which nothing is sold. */
  arrearsLimit: positiveFenSchema,
  /** A prepayment above this multiple of the usual top-up is not affordable. */
  affordableMultiple: z.number().positive(),
  /** Customers (percent) who by lot hear no promotional sentence. */
  holdoutPercent: z.number().min(0).max(50),
});
export type Policy = Readonly<z.infer<typeof policySchema>>;
