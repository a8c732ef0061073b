// What is known of the chances of yes: answers counted by treatment and group of customers, of all branches.
import { z } from 'zod';
import { codeSchema } from './fields.ts';
import type { Answer } from './visit.ts';

/** Answers to one treatment by customers of one group; `-` where a group is not known. "Not said" does not count. */
export const beliefCellSchema = z.strictObject({
  offer: codeSchema,
  treatment: codeSchema,
  valueGroup: z.string(),
  /** The consumption group, `A2R1D3`, under the name that editions and events keep. */
  cluster: z.string(),
  said: z.int().min(1),
  yes: z.int().min(0),
});
export type BeliefCell = Readonly<z.infer<typeof beliefCellSchema>>;

export const beliefsSchema = z.strictObject({
  /** Names the content: a decision that cites it can be made again. */
  version: z.string().min(1),
  cells: z.array(beliefCellSchema),
  /** Last event of each device that is counted here. */
  counted: z.record(codeSchema, z.int().min(0)),
});
export type Beliefs = Readonly<z.infer<typeof beliefsSchema>>;

/**
 * How an answer counts towards a chance of yes: "later" was heard and is no yes. "Not said" tells nothing, and neither
 * does "has it", which says that the offer should not have been made.
 */
export const COUNTS_AS: Readonly<Record<Answer, 'yes' | 'no' | null>> = {
  accepted: 'yes',
  later: 'no',
  declined: 'no',
  'has-it': null,
  'not-said': null,
};

/** Before HQ published any. */
export const NO_BELIEFS: Beliefs = { version: 'none', cells: [], counted: {} };
