// A visit as the ledger tells it: folded from its events, so that it survives any restart.
import type { Uuid } from '#shared/base/id.ts';
import { type Fen, subtractFen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { isNamedFirst } from '#shared/engine/claim.ts';
import type { Answer, AnsweredBy, Purpose } from '#shared/model/visit.ts';
import type { ReadableDB } from '../db/driver.ts';
import { eventsOfVisit, type RecordedEvent } from './events.ts';
import type { GiftCount } from '#shared/engine/visit_line.ts';

export type MadeDecision = {
  readonly event: Uuid;
  readonly at: Instant;
  readonly payload: EventPayload<'decision.made'>;
};

export type GivenAnswer = {
  readonly event: Uuid;
  readonly at: Instant;
  /** The event of the decision that proposed it. */
  readonly decision: Uuid;
  readonly offer: string;
  readonly tier: string;
  readonly treatment: string;
  readonly answer: Answer;
  readonly laterOn: Day | null;
  /** Left out: the clerk heard it. */
  readonly by?: AnsweredBy | undefined;
};

type Finish = {
  readonly event: Uuid;
  readonly at: Instant;
  readonly day: Day;
  readonly prepaid: Fen | null;
  readonly uplift: Fen | null;
  readonly gifts: readonly GiftCount[];
  readonly pointsSpent: number;
};

type LotteryDraw = { readonly offer: string; readonly lottery: string };

export type Visit = {
  readonly visit: Uuid;
  readonly customer: number;
  readonly purpose: Purpose;
  readonly intended: Fen | null;
  /** The first amount that was named: it was on record before a sentence that asks for more was shown. */
  readonly firstIntended: Fen | null;
  /** So many answers were given before it: what they accepted claims nothing. */
  readonly unmeant: number;
  /** The intended amount, where the counter asked about it; null: it had no need to. */
  readonly confirmed: Fen | null;
  /** The newest: a change decides anew. */
  readonly decision: MadeDecision;
  /** Those that stand, oldest first. */
  readonly answers: readonly GivenAnswer[];
  readonly finished: Finish | null;
  /** In lotteries, oldest first. A draw is never taken back. */
  readonly draws: readonly LotteryDraw[];
};

export function readVisit(ledger: ReadableDB, visit: string): Visit | undefined {
  return foldVisit(eventsOfVisit(ledger, visit));
}

/** @param events of one visit that stand, in order. Undefined when it never started. */
export function foldVisit(events: readonly RecordedEvent[]): Visit | undefined {
  let started: (RecordedEvent & { kind: 'visit.started' }) | undefined;
  let words: EventPayload<'visit.changed'> | undefined;
  let firstIntended: Fen | null = null;
  let unmeant = 0;
  let decision: MadeDecision | undefined;
  let finished: Omit<Finish, 'pointsSpent'> | null = null;
  const answers: GivenAnswer[] = [];
  const draws: LotteryDraw[] = [];
  const spends: EventPayload<'points.spent'>[] = [];
  for (const event of events) {
    switch (event.kind) {
      case 'visit.started':
        started = event;
        words = event.payload;
        if (isNamedFirst(words)) firstIntended = words.intended;
        break;
      case 'visit.changed':
        words = event.payload;
        if (firstIntended === null && isNamedFirst(words)) {
          firstIntended = words.intended;
          unmeant = answers.length;
        }
        break;
      case 'decision.made':
        decision = { event: event.id, at: event.at, payload: event.payload };
        break;
      case 'answer.recorded':
        answers.push({ event: event.id, at: event.at, ...event.payload });
        break;
      case 'visit.finished':
        finished = {
          event: event.id,
          at: event.at,
          day: event.day,
          prepaid: event.payload.prepaid,
          uplift: upliftOf(event.payload),
          gifts: event.payload.gifts,
        };
        break;
      case 'points.spent':
        spends.push(event.payload);
        break;
      case 'lottery.drawn':
        draws.push(event.payload);
        break;
      case 'event.undone':
      case 'beliefs.updated':
      case 'care.done':
      case 'consent.changed':
      case 'walk-in.started':
      case 'walk-in.changed':
      case 'walk-in.finished':
      case 'visit.corrected':
      case 'day.closed':
      case 'note.written':
      case 'visit.dropped':
        break;
    }
  }
  if (started === undefined || words === undefined || decision === undefined) return undefined;
  return {
    visit: words.visit,
    customer: words.customer,
    purpose: words.purpose,
    intended: words.intended,
    firstIntended,
    unmeant,
    confirmed: words.askedBack === undefined ? null : words.intended,
    decision,
    answers,
    finished: finished && { ...finished, pointsSpent: pointsOfFinish(spends, finished.event) },
    draws,
  };
}

/** What an earlier finish took that was taken back itself counts no more. */
const pointsOfFinish = (spends: readonly EventPayload<'points.spent'>[], finish: Uuid): number =>
  spends.reduce((sum, spent) => sum + (spent.finish === finish ? spent.points : 0), 0);

/** Prepaid less intended, of a top-up whose two amounts are known. */
export function upliftOf(finish: {
  readonly purpose: Purpose;
  readonly intended: Fen | null;
  readonly prepaid: Fen | null;
}): Fen | null {
  if (finish.purpose !== 'top-up') return null;
  if (finish.intended === null || finish.prepaid === null) return null;
  return subtractFen(finish.prepaid, finish.intended);
}

/** The newest entry: a finish, else the last answer. */
export function newestEntry(
  visit: Visit,
): { readonly event: Uuid; readonly at: Instant; readonly kind: 'answer' | 'finish' } | null {
  if (visit.finished !== null) {
    return { event: visit.finished.event, at: visit.finished.at, kind: 'finish' };
  }
  const answer = visit.answers.at(-1);
  return answer === undefined ? null : { event: answer.event, at: answer.at, kind: 'answer' };
}
