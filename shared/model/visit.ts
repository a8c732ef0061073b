// Words of a visit: what the customer came for, and how the sentence was received.
import { z } from 'zod';

export const purposeSchema = z.enum([
  'top-up',
  'bill',
  'plan',
  'fault',
  'complaint',
  'cancel',
  'other',
]);
export type Purpose = z.infer<typeof purposeSchema>;
/** Purposes on which nothing is sold. */
export const MUTING_PURPOSES: readonly Purpose[] = ['fault', 'complaint', 'cancel'];

export const answerSchema = z.enum(['accepted', 'later', 'declined', 'has-it', 'not-said']);
export type Answer = z.infer<typeof answerSchema>;

/** Who gave an answer, where it was not the clerk who heard it: the customer, by touch at their own screen. */
export const answeredBySchema = z.literal('display');
export type AnsweredBy = z.infer<typeof answeredBySchema>;

export const declineReasonSchema = z.enum([
  'too-expensive',
  'not-needed',
  'thinking',
  'no-trust',
  'in-a-hurry',
  'other',
]);
export type DeclineReason = z.infer<typeof declineReasonSchema>;

/** 1 is the first that the offer has. */
export const objectionPlaceSchema = z.union([z.literal(1), z.literal(2)]);
export type ObjectionPlace = z.infer<typeof objectionPlaceSchema>;

export const notSaidReasonSchema = z.enum([
  'queue',
  'customer-upset',
  'not-fitting',
  'not-the-holder',
  'other',
]);
export type NotSaidReason = z.infer<typeof notSaidReasonSchema>;

/** Why a manager let a gift go that no offer brought. */
export const giftReasonSchema = z.enum(['promised', 'replacement', 'apology', 'not-seen', 'other']);
export type GiftReason = z.infer<typeof giftReasonSchema>;

/** Left: closed again, and nothing was answered or done. Void: a manager said that the visit counts no more. */
export type VisitState = 'unfinished' | 'left' | 'finished' | 'void';

/** Longest own words of a reason, in characters. */
export const REASON_WORDS_MAX = 80;

/** What a visit was about on which nothing is sold; each purpose has reasons of its own. */
const MATTERS = {
  fault: ['no-signal', 'slow', 'no-line', 'no-picture', 'broken', 'other'],
  complaint: ['charge', 'promise', 'network', 'service', 'not-mended', 'other'],
  cancel: ['price', 'moving', 'another-operator', 'not-used', 'unhappy', 'other'],
} as const satisfies Partial<Record<Purpose, readonly string[]>>;
export type MatterPurpose = keyof typeof MATTERS;
export type MatterReason = (typeof MATTERS)[MatterPurpose][number];

const matterReasons: readonly MatterReason[] = [...new Set(Object.values(MATTERS).flat())];
export const matterReasonSchema = z.enum(matterReasons as [MatterReason, ...MatterReason[]]);

/** Null: money is asked for on this purpose instead. */
export const mattersOf = (purpose: Purpose): readonly MatterReason[] | null =>
  purpose in MATTERS ? MATTERS[purpose as MatterPurpose] : null;

/** Longest note, in characters. */
export const NOTE_MAX = 200;
