// What the steps of the counter work on: what is shown, what outlives a step, and the ways out.
import type { Client } from '#electron/port/client.ts';
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { WaitingVisit } from '#shared/contract/view_visit.ts';
import type { Purpose } from '#shared/model/visit.ts';
import type { useCustomerOnShow, useSayConsent, useServe } from '#renderer/client/customer.ts';
import type { useDraw } from '#renderer/client/lottery.ts';
import type { Counter, CounterAction } from './counter.ts';
import type { Question } from './errand.ts';
import type { Trail } from './haste.ts';

export type Change = { readonly purpose: Purpose; readonly intended: Fen | null; stay: boolean };

/** What outlives a step: it changes under the keys, not with what is shown. */
export type Memory = {
  /** One entry at a time: a key pressed twice records once. */
  isBusy: boolean;
  /** The newest change under way; an older one's answer is dropped. */
  change: Change | null;
  /** Keys that were quicker than the data process: the amount, whether Enter followed it, and another purpose. */
  ahead: Ahead;
  /** The place on the counter that was given out last: whoever is being opened has one before it is shown. */
  given: number;
  /** Shows the page of whoever is being opened; null: it stands there, or nobody is. */
  show: (() => void) | null;
  /** An answer on its way, and what was pressed behind it. */
  answering: Answering | null;
  /** The newest answer, known before the window shows it; null: none that could be taken back. */
  answered: { readonly visit: Uuid; readonly event: Uuid } | null;
  /** When the question about recommending was asked last, on the clock of events. */
  consentAskedAt: number;
  readonly hand: Hand;
};

type Ahead = { text: string; isConfirmed: boolean; purpose: Purpose };

export type Answering = {
  /** Typed behind it. */
  paid: string;
  /** Enter behind it: the visit ends, or is asked about, once the answer is on record. */
  finish: { readonly question: Question | null } | null;
  /** It was a reader's key after all. */
  isTakenBack: boolean;
};

/** What the hand did last at this errand. */
type Hand = {
  trail: Trail;
  /** When the key of the newest answer was pressed; null: by no key. */
  answeredAt: number | null;
};

export const nothingAhead = (): Ahead => ({ text: '', isConfirmed: false, purpose: 'top-up' });

export const newMemory = (): Memory => ({
  isBusy: false,
  change: null,
  ahead: nothingAhead(),
  given: 0,
  show: null,
  answering: null,
  answered: null,
  consentAskedAt: 0,
  hand: { trail: [], answeredAt: null },
});

export type Desk = {
  readonly counter: Counter;
  readonly memory: Memory;
  readonly dispatch: (action: CounterAction) => void;
  /** Visits of today that wait here, that on the counter left out. */
  readonly waiting: readonly WaitingVisit[];
  readonly client: Pick<Client, 'send'>;
  /** On the clock of key presses. */
  readonly now: () => number;
  /** Runs it after so many ms. Returns how to stop it. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** What is dispatched in it is painted at once and together. */
  readonly atOnce: (run: () => void) => void;
  readonly drawOnce: ReturnType<typeof useDraw>;
  readonly sayConsent: ReturnType<typeof useSayConsent>;
  readonly serve: ReturnType<typeof useServe>;
  readonly customerOnShow: ReturnType<typeof useCustomerOnShow>;
};
