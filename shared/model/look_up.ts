// Looking at a customer: what is counted, and why somebody went on beyond HQ's budget (policy `lookUps`).
import { z } from 'zod';

export const lookUpActionSchema = z.enum(['open', 'reveal', 'file']);
export type LookUpAction = z.infer<typeof lookUpActionSchema>;

/** In the order of their keys. Recorded as they stand here; of another one the own words. */
export const lookUpReasonSchema = z.enum(['is-here', 'on-the-phone', 'older-matter', 'other']);
export type LookUpReason = z.infer<typeof lookUpReasonSchema>;
