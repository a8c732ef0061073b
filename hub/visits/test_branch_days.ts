// For tests: days of visits of all kinds at two devices of a branch.
import { randomBytes } from 'node:crypto';
import { type Uuid, uuid7 } from '#shared/base/id.ts';
import { type Fen, fen } from '#shared/base/money.ts';
import type { Instant } from '#shared/base/month.ts';
import type { Random } from '#shared/base/random.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { TestDevice } from '#hub/learn/test_device.ts';

/** What the rung of each offer asks for; `hello` sells nothing. */
export const RUNGS = { plain: 10_000, gift: 20_000, hello: null } as const;
type Offer = keyof typeof RUNGS;
const OFFERS: readonly Offer[] = ['plain', 'gift', 'hello'];

const pick = <T>(from: readonly T[], random: Random): T =>
  from[Math.floor(random() * from.length)] as T;
const amount = (random: Random): Fen => fen(pick([1_000, 3_000, 5_000, 12_000, 25_000], random));

/** One visit, `at` its beginning; some are undone, corrected, void, left, never ended, or of a walk-in. */
export function recordAnyVisit(
  { own, other }: { readonly own: TestDevice; readonly other: TestDevice },
  customer: number,
  at: number,
  random: Random,
): void {
  const instant = (ms: number): Instant => (at + ms) as Instant;
  const visit = uuid7(instant(0), randomBytes(10));
  if (random() < 0.15) {
    const words = {
      visit,
      phone: '13812345678',
      purpose: 'top-up',
      intended: amount(random),
    } as const;
    own.record('walk-in.started', words, instant(0));
    if (random() < 0.8)
      own.record('walk-in.finished', { ...words, prepaid: amount(random) }, instant(9_000));
    return;
  }
  const purpose = random() < 0.8 ? 'top-up' : 'bill';
  const intended = random() < 0.85 ? amount(random) : null;
  const words = { visit, customer, purpose, intended } as const;
  own.record('visit.started', words, instant(0));
  const last = random() < 0.2 ? { ...words, intended: amount(random) } : words;
  if (last !== words) own.record('visit.changed', last, instant(1_000));
  const isFlagged = last.intended === null && random() < 0.3;
  if (isFlagged) {
    const flagged = { ...words, intended: amount(random), afterSentence: true } as const;
    own.record('visit.changed', flagged, instant(1_200));
  }
  if (random() < 0.08) {
    own.record('visit.dropped', { visit, customer }, instant(1_500));
    return;
  }
  const decision = own.record('decision.made', madeBy(visit, customer), instant(2_000));
  const answers: { readonly id: Uuid; readonly payload: EventPayload<'answer.recorded'> }[] = [];
  for (const offer of OFFERS) {
    if (random() < 0.4) continue;
    const payload = answerTo(offer, { visit, customer, decision: decision.id }, random);
    answers.push({ ...own.record('answer.recorded', payload, instant(3_000)), payload });
    if (random() < 0.1) undo(own, visit, answers.pop()?.id, instant(4_000));
  }
  // Nobody had named an amount when something was said: no claim rests on one that is named now.
  if (last.intended === null && !isFlagged && random() < 0.6)
    own.record('visit.changed', { ...words, intended: amount(random) }, instant(4_500));
  if (random() < 0.15) return;
  const finish = {
    ...last,
    prepaid: random() < 0.9 ? amount(random) : null,
    gifts: random() < 0.2 ? [{ gift: 'umbrella', count: 1 }] : [],
  };
  const ended = own.record('visit.finished', finish, instant(5_000));
  if (random() < 0.1) undo(own, visit, ended.id, instant(6_000));
  else if (random() < 0.4)
    correct(other, { visit, customer }, finish, ended.id, answers, at, random);
}

const madeBy = (visit: Uuid, customer: number): EventPayload<'decision.made'> => ({
  visit,
  customer,
  engine: '4.0.0',
  catalog: 'test',
  policy: 'test',
  beliefs: 'none',
  seed: 1,
  proposals: OFFERS.map((offer) => ({ offer, tier: 't', treatment: 'say', score: 1 })),
  silence: null,
  inputs: JSON.stringify({ facts: {} }),
  digest: '0'.repeat(64),
});

function answerTo(
  offer: Offer,
  of: Pick<EventPayload<'answer.recorded'>, 'visit' | 'customer' | 'decision'>,
  random: Random,
): EventPayload<'answer.recorded'> {
  const answer = pick(['accepted', 'accepted', 'declined', 'not-said', 'has-it'] as const, random);
  const asks = RUNGS[offer] === null ? null : fen(RUNGS[offer]);
  return {
    ...of,
    offer,
    tier: 't',
    treatment: 'say',
    answer,
    declineReason: answer === 'declined' ? 'not-needed' : null,
    notSaidReason: answer === 'not-said' ? 'queue' : null,
    laterOn: null,
    // Counters of before do not say it.
    ...(random() < 0.5 ? { asks } : {}),
  };
}

const undo = (device: TestDevice, visit: Uuid, undoes: Uuid | undefined, at: Instant): void => {
  if (undoes !== undefined) device.record('event.undone', { undoes, visit }, at);
};

function correct(
  device: TestDevice,
  of: { readonly visit: Uuid; readonly customer: number },
  finish: EventPayload<'visit.finished'>,
  finishId: Uuid,
  answers: readonly { readonly id: Uuid; readonly payload: EventPayload<'answer.recorded'> }[],
  at: number,
  random: Random,
): void {
  const by = { ...of, reason: 'a slip', approvedBy: 'm1' };
  const times = random() < 0.3 ? 2 : 1;
  for (let n = 1; n <= times; n += 1) {
    const when = (at + 3_600_000 * n) as Instant;
    const [answer] = answers;
    if (random() < 0.2) {
      device.record('visit.corrected', { ...by, corrects: of.visit, becomes: null }, when);
    } else if (answer !== undefined && random() < 0.4) {
      const becomes = random() < 0.5 ? null : { ...answer.payload, answer: 'declined' as const };
      device.record('visit.corrected', { ...by, corrects: answer.id, becomes }, when);
    } else {
      const becomes = { ...finish, prepaid: amount(random) };
      device.record('visit.corrected', { ...by, corrects: finishId, becomes }, when);
    }
  }
}
