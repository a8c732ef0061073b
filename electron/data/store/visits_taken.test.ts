// What a finished visit claims: accepted, paid, and no more than was asked for.
import { expect, it } from 'vitest';
import { fen } from '#shared/base/money.ts';
import type { Proposal } from '#shared/model/decision.ts';
import type { Answer, Purpose } from '#shared/model/visit.ts';
import { claimOf } from './visits_taken.ts';
import type { Visit } from './visits.ts';

const rung = (offer: string, prepay: number, promotional = true) =>
  ({ offer, tier: 't', treatment: 'p', prepay, promotional }) as unknown as Proposal;
const PROPOSALS = [rung('gift', 10_000), rung('credit', 20_000), rung('greeting', 0, false)];
const textOf = () => ({ proposals: PROPOSALS, silence: null });

type Case = {
  readonly purpose?: Purpose;
  readonly first?: number | null;
  readonly last?: number | null;
  readonly prepaid: number | null;
  /** So many answers came before the amount. */
  readonly unmeant?: number;
  readonly answers: readonly (readonly [string, Answer])[];
};
const toFen = (amount: number | null) => (amount === null ? null : fen(amount));

/** Meant 50 yuan unless the case says otherwise. */
function claimed({
  purpose = 'top-up',
  first = 5_000,
  last = first,
  prepaid,
  unmeant = 0,
  answers,
}: Case) {
  const visit = {
    purpose,
    firstIntended: toFen(first),
    intended: toFen(last),
    unmeant,
    answers: answers.map(([offer, answer]) => ({ offer, answer, tier: 't', treatment: 'p' })),
    finished: { prepaid: toFen(prepaid) },
  } as unknown as Visit;
  const claim = claimOf(textOf, visit);
  return claim === null ? null : [claim.offer, claim.amount];
}

it.each<[string, Case, readonly [string, number] | null]>([
  ['accepted and paid', { prepaid: 10_000, answers: [['gift', 'accepted']] }, ['gift', 5_000]],
  ['nothing was said', { prepaid: 23_000, answers: [] }, null],
  ['declined, and paid all the same', { prepaid: 10_000, answers: [['gift', 'declined']] }, null],
  ['said no word', { prepaid: 10_000, answers: [['gift', 'not-said']] }, null],
  ['only a greeting', { prepaid: 10_000, answers: [['greeting', 'accepted']] }, null],
  ['more than was asked', { prepaid: 9_999_900, answers: [['gift', 'accepted']] }, ['gift', 5_000]],
  ['less than was asked', { prepaid: 8_000, answers: [['gift', 'accepted']] }, ['gift', 3_000]],
  ['less than meant', { prepaid: 3_000, answers: [['gift', 'accepted']] }, ['gift', 0]],
  [
    'both rungs paid',
    {
      prepaid: 30_000,
      answers: [
        ['gift', 'accepted'],
        ['credit', 'accepted'],
      ],
    },
    ['credit', 25_000],
  ],
  [
    'the amount was lowered when the sentence was known',
    { first: 10_000, last: 1_000, prepaid: 10_000, answers: [['gift', 'accepted']] },
    ['gift', 0],
  ],
  [
    'the amount was raised',
    { first: 1_000, last: 5_000, prepaid: 10_000, answers: [['gift', 'accepted']] },
    ['gift', 5_000],
  ],
  [
    'nobody said what was meant',
    { first: null, prepaid: 10_000, answers: [['gift', 'accepted']] },
    null,
  ],
  [
    'the amount was named after the yes',
    { first: 1_000, prepaid: 10_000, unmeant: 1, answers: [['gift', 'accepted']] },
    null,
  ],
  ['no money', { prepaid: null, answers: [['gift', 'accepted']] }, null],
  ['no top-up', { purpose: 'bill', prepaid: 10_000, answers: [['gift', 'accepted']] }, null],
])('%s', (_name, given, expected) => {
  expect(claimed(given)).toEqual(expected);
});
