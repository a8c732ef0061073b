// What the counter's page tells the customer's screen: all that the customer may read, no more.
import { z } from 'zod';
import { currencySchema } from '#shared/model/branch.ts';
import { codeSchema, daySchema, positiveFenSchema } from '#shared/model/fields.ts';
import { languageSchema, localTextSchema } from '#shared/model/text.ts';

const countSchema = z.int().min(0);

const giftSchema = z.strictObject({ id: codeSchema, name: localTextSchema });

/** The prizes with their tickets: the odds. Nobody who won. */
const lotterySchema = z.strictObject({
  name: localTextSchema,
  prizes: z.array(z.strictObject({ name: localTextSchema, left: countSchema })).max(20),
  blanks: countSchema,
});

/** Strict, so that a screen refuses whatever somebody adds to a message by mistake. */
const showSchema = z.discriminatedUnion('kind', [
  /** Nobody is being told anything. */
  z.strictObject({ kind: z.literal('greeting') }),
  z.strictObject({
    kind: z.literal('offer'),
    /** Names what is on show: a touch on what was there before counts for nothing. */
    key: z.string(),
    name: localTextSchema,
    benefit: localTextSchema,
    prepay: positiveFenSchema,
    /** More than the customer meant to put on; null: nothing more, or not known. */
    more: positiveFenSchema.nullable(),
    monthly: positiveFenSchema,
    /** That the customer would spend. */
    points: countSchema,
    gift: giftSchema.nullable(),
    draws: countSchema,
    lottery: lotterySchema.nullable(),
    until: daySchema.nullable(),
    said: z.enum(['yes', 'no']).nullable(),
  }),
  z.strictObject({
    kind: z.literal('thanks'),
    prepaid: positiveFenSchema.nullable(),
    gifts: z.array(z.strictObject({ name: localTextSchema, count: countSchema })).max(20),
    pointsEarned: countSchema,
    draws: countSchema,
  }),
  z.strictObject({
    kind: z.literal('draw'),
    lottery: lotterySchema,
    left: countSchema,
    /** Prize null: a blank. */
    result: z.strictObject({ number: z.string(), prize: localTextSchema.nullable() }).nullable(),
  }),
]);
export type DisplayShow = Readonly<z.output<typeof showSchema>>;

export const displayFrameSchema = z.strictObject({
  language: languageSchema,
  currency: currencySchema,
  branch: localTextSchema,
  show: showSchema,
});
export type DisplayFrame = Readonly<z.output<typeof displayFrameSchema>>;
