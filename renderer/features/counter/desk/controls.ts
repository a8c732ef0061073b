// The steps of the counter: each goes to the data process, and what it answers is shown.
import type { Client, SendResult } from '#electron/port/client.ts';
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { CommandInput } from '#shared/contract/commands.ts';
import type { Failure } from '#renderer/ui/failure_type.ts';
import type { Purpose } from '#shared/model/visit.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { plausibilityOf } from '#shared/model/amounts.ts';
import type { LotteryView } from '#shared/contract/view_lottery.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { useCustomerOnShow, useSayConsent } from '#renderer/client/customer.ts';
import type { useDraw } from '#renderer/client/lottery.ts';
import { undoableNote } from './consent.ts';
import type { Counter, CounterAction, Person, Served } from './counter.ts';
import { type DrawAction, isDrawNumber } from './draw.ts';
import {
  chosenGift,
  type Errand,
  type ErrandAction,
  errandReducer,
  isAnswered,
  isAskedAbout,
  prepaidOf,
  type Question,
  shownProposal,
  typedAmount,
} from './errand.ts';
import type { Said, UnderWay } from './errand_keys.ts';
import { isConsentMeant, type Trail } from './haste.ts';

/** Whatever was entered, the visit comes back as it stands. */
type VisitResult = SendResult<'visit.change'> | SendResult<'visit.finish'>;

/** What a manager lets go, and why. */
export type Exception = NonNullable<CommandInput<'visit.finish'>['exception']>;

type Change = { readonly purpose: Purpose; readonly intended: Fen | null; stay: boolean };

/** What outlives a step: it changes under the keys, not with what is shown. */
export type Memory = {
  /** One entry at a time: a key pressed twice records once. */
  isBusy: boolean;
  /** The newest change under way; an older one's answer is dropped. */
  change: Change | null;
  /** Keys that were quicker than the data process: the amount, and whether Enter followed it. */
  ahead: { text: string; isConfirmed: boolean };
  /** An answer on its way, and what was pressed behind it. */
  answering: Answering | null;
  /** The newest answer, known before the window shows it; null: none that could be taken back. */
  answered: { readonly visit: Uuid; readonly event: Uuid } | null;
  /** When the question about recommending was asked last, on the clock of events. */
  consentAskedAt: number;
  readonly hand: Hand;
};

type Answering = {
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

export const newMemory = (): Memory => ({
  isBusy: false,
  change: null,
  ahead: { text: '', isConfirmed: false },
  answering: null,
  answered: null,
  consentAskedAt: 0,
  hand: { trail: [], answeredAt: null },
});

/** The steps as they are while the counter stands as it does. */
export function controlsOf(on: {
  readonly counter: Counter;
  readonly memory: Memory;
  readonly dispatch: (action: CounterAction) => void;
  readonly client: Pick<Client, 'send'>;
  /** On the clock of key presses. */
  readonly now: () => number;
  readonly drawOnce: ReturnType<typeof useDraw>;
  readonly sayConsent: ReturnType<typeof useSayConsent>;
  readonly customerOnShow: ReturnType<typeof useCustomerOnShow>;
}) {
  const { counter, memory, dispatch, client, now, drawOnce, sayConsent, customerOnShow } = on;
  const { served, done } = counter;

  const act = (action: ErrandAction): void => {
    if (served !== null) dispatch({ type: 'errand', key: served.key, action });
  };

  /** Shows the visit as answered, or why not. */
  const record = async (
    on: Served,
    send: () => Promise<VisitResult>,
    kind: 'view' | 'undone' = 'view',
  ): Promise<VisitResult | null> => {
    if (memory.isBusy) return null;
    memory.isBusy = true;
    dispatch({ type: 'failed', key: on.key, failure: null });
    const answer = await send();
    memory.isBusy = false;
    if (!answer.ok) dispatch({ type: 'failed', key: on.key, failure: answer.error });
    else if (answer.value.finished === null) {
      const { value: view } = answer;
      const action: ErrandAction =
        kind === 'undone' ? { type: 'undone', view } : { type: 'view', view, stay: false };
      dispatch({ type: 'errand', key: on.key, action });
    }
    return answer;
  };

  const open = async (id: Person, name: string): Promise<void> => {
    const key = counter.keys + 1;
    memory.change = null;
    memory.hand.trail = [];
    memory.hand.answeredAt = null;
    memory.answered = null;
    memory.ahead = { text: '', isConfirmed: false };
    const mine = memory.ahead;
    dispatch({ type: 'open', id, name, key });
    const begun = { purpose: 'top-up', intended: null } as const;
    const answer = await (typeof id === 'number'
      ? client.send('visit.start', { customer: id, ...begun })
      : client.send('walk-in.start', { phone: id, ...begun }));
    if (!answer.ok) {
      dispatch({ type: 'failed', key, failure: answer.error });
      return;
    }
    const { value: view } = answer;
    dispatch({ type: 'began', key, view, typed: mine.text });
    const intended = typedAmount(mine.text) ?? null;
    if (!mine.isConfirmed || intended === null || intended === 0) return;
    const stop = stopOf(view, intended, 'absurd-amount', now());
    if (stop !== null) {
      dispatch({ type: 'errand', key, action: stop });
      return;
    }
    const confirmed: Change = { purpose: 'top-up', intended, stay: false };
    memory.change = confirmed;
    const changed = await client.send('visit.change', {
      visit: view.visit,
      purpose: 'top-up',
      intended,
    });
    if (memory.change !== confirmed) return;
    memory.change = null;
    dispatch(
      changed.ok
        ? { type: 'errand', key, action: { type: 'view', view: changed.value, stay: false } }
        : { type: 'failed', key, failure: changed.error },
    );
  };

  /** A key typed before the visit has begun; false: not part of an amount. */
  const typeAhead = (key: string): boolean => {
    const { text, isConfirmed } = memory.ahead;
    if (isConfirmed) return false;
    if (/^[\d.]$/.test(key)) memory.ahead.text += key;
    else if (key === 'Backspace') memory.ahead.text = text.slice(0, -1);
    else if (key === 'Enter' && text !== '') memory.ahead.isConfirmed = true;
    else return false;
    return true;
  };

  /**
   * @param stay the clerk goes on typing
   * @param isConfirmed it was asked about, and is so
   */
  const changeVisit = async (
    purpose: Purpose,
    intended: Fen | null,
    stay: boolean,
    isConfirmed = false,
  ): Promise<void> => {
    const errand = served?.errand ?? null;
    if (served === null || errand === null) return;
    const pending = memory.change;
    if (pending !== null && pending.purpose === purpose && pending.intended === intended) {
      pending.stay &&= stay;
      return;
    }
    const mine: Change = { purpose, intended, stay };
    memory.change = mine;
    dispatch({ type: 'failed', key: served.key, failure: null });
    const answer = await client.send('visit.change', {
      visit: errand.view.visit,
      purpose,
      intended,
      isConfirmed,
    });
    if (memory.change !== mine) return;
    memory.change = null;
    const { key } = served;
    if (answer.ok) {
      const action: ErrandAction = { type: 'view', view: answer.value, stay: mine.stay };
      dispatch({ type: 'errand', key, action });
      return;
    }
    // Refused: it is about what it was about before.
    if (purpose !== errand.view.purpose) act({ type: 'view', view: errand.view, stay: false });
    dispatch({ type: 'failed', key, failure: answer.error });
    // HQ's limits may have changed since the visit was shown.
    if (answer.error.type === 'amount-unusual' && !mine.stay) act(askedAt(now()));
  };

  /** Decides on an amount, of a top-up therefore, that differs from the one decided on; the same only moves on. */
  const decideOn = (amount: Fen | null, stay: boolean): void => {
    const errand = served?.errand ?? null;
    if (errand === null) return;
    const stop = stopOf(errand.view, amount, 'absurd-amount', now());
    // A hand that rests has said nothing.
    const isConfirmed = !stay && isAskedAbout(errand, amount, now());
    if (stop !== null && !(stop.type === 'ask' && isConfirmed)) {
      // Half an amount is not asked about.
      if (!stay) act(stop);
      return;
    }
    const { purpose, intended } = errand.view;
    if (purpose !== 'top-up' || amount !== intended || memory.change !== null) {
      void changeVisit('top-up', amount, stay, isConfirmed);
    } else if (!stay) act({ type: 'view', view: errand.view, stay: false });
  };

  /** What was typed; nothing typed means that the amount was not asked. */
  const settleAmount = (stay: boolean): void => {
    const errand = served?.errand ?? null;
    if (errand === null) return;
    const amount = typedAmount(errand.amountText);
    if (amount !== undefined && amount !== 0) decideOn(amount, stay);
    else if (!stay) act({ type: 'notice', notice: 'bad-amount' });
  };

  const choosePurpose = (purpose: Purpose): void => {
    const errand = served?.errand ?? null;
    if (errand === null) return;
    if (purpose === errand.view.purpose && memory.change === null) {
      if (purpose === 'top-up' && !isAnswered(errand.view)) act({ type: 'step', step: 'amount' });
      return;
    }
    const typed = purpose === 'top-up' ? (typedAmount(errand.amountText) ?? null) : null;
    const amount = stopOf(errand.view, typed, 'absurd-amount', now()) === null ? typed : null;
    void changeVisit(purpose, amount, purpose === 'top-up');
    if (purpose === 'top-up') act({ type: 'step', step: 'amount' });
  };

  const answer = async (said: Said): Promise<void> => {
    const errand = served?.errand ?? null;
    const proposal = errand === null ? null : shownProposal(errand);
    if (served === null || errand === null || proposal === null) return;
    if (memory.change !== null || memory.isBusy) return;
    const mine: Answering = { paid: '', finish: null, isTakenBack: false };
    memory.answering = mine;
    const result = await record(served, () =>
      client.send('visit.answer', {
        visit: errand.view.visit,
        decision: errand.view.decision,
        offer: proposal.offer,
        tier: proposal.tier,
        treatment: proposal.treatment,
        ...said,
      }),
    );
    memory.answering = null;
    if (result?.ok !== true) return;
    const { visit, undo: entry } = result.value;
    memory.answered = entry === null ? null : { visit, event: entry.event };
    if (mine.isTakenBack) {
      await takeBackAnswer();
      return;
    }
    if (mine.paid !== '') act({ type: 'prepaid', text: mine.paid });
    if (mine.finish === null) return;
    if (mine.finish.question !== null) act({ type: 'ask', question: mine.finish.question });
    else {
      const recorded = errandReducer(errand, { type: 'view', view: result.value, stay: false });
      const { paid: text } = mine;
      await finishAs(
        served,
        text === '' ? recorded : errandReducer(recorded, { type: 'prepaid', text }),
      );
    }
  };

  /** It was no answer: a reader's key, or the next customer's digit. */
  const takeBackAnswer = async (): Promise<void> => {
    memory.hand.answeredAt = null;
    if (memory.answering !== null) {
      memory.answering.isTakenBack = true;
      return;
    }
    const { answered } = memory;
    memory.answered = null;
    if (served === null || answered === null) return;
    await record(served, () => client.send('visit.undo', answered), 'undone');
  };

  const sendFinish = (
    on: Served,
    errand: Errand,
    prepaid: Fen | null,
    more: Pick<CommandInput<'visit.finish'>, 'isConfirmed' | 'exception'>,
  ): Promise<SendResult<'visit.finish'> | null> => {
    const gift = chosenGift(errand);
    const gifts = gift === null ? [] : [{ gift, count: 1 }];
    const { visit } = errand.view;
    return record(on, () =>
      client.send('visit.finish', {
        ...more,
        visit,
        prepaid: prepaid === 0 ? null : prepaid,
        gifts,
      }),
    );
  };

  /** With an amount that can be: the manager sees it, and confirms it with the PIN if it is unusual. */
  const askException = (): void => {
    const errand = served?.errand ?? null;
    if (errand === null || memory.isBusy || memory.change !== null) return;
    // Nobody can tell whether a walk-in had it before.
    if (errand.view.customer === null) return;
    const prepaid = prepaidOf(errand);
    const isAbsurd = plausibilityOf(prepaid ?? null, errand.view.amounts) === 'absurd';
    if (prepaid === undefined) act({ type: 'notice', notice: 'bad-prepaid' });
    else if (isAbsurd) act({ type: 'notice', notice: 'absurd-prepaid' });
    else act({ type: 'except', isExcepting: true });
  };

  /** Why it was refused; null: finished. */
  const finishWithException = async (exception: Exception): Promise<Failure | null> => {
    const errand = served?.errand ?? null;
    const prepaid = errand === null ? undefined : prepaidOf(errand);
    if (served === null || errand === null || prepaid === undefined) return null;
    const result = await sendFinish(served, errand, prepaid, { isConfirmed: true, exception });
    if (result === null) return { type: 'wait', retryAfterMs: 1000 };
    if (!result.ok) {
      // It is told where the PIN was typed.
      dispatch({ type: 'failed', key: served.key, failure: null });
      return result.error;
    }
    dispatch({ type: 'finished', key: served.key, view: result.value, now: Date.now() });
    return null;
  };

  const finish = async (): Promise<void> => {
    const errand = served?.errand ?? null;
    if (served !== null && errand !== null && memory.change === null) {
      await finishAs(served, errand);
    }
  };

  const finishAs = async (on: Served, errand: Errand): Promise<void> => {
    const prepaid = prepaidOf(errand);
    if (prepaid === undefined) {
      act({ type: 'notice', notice: 'bad-prepaid' });
      return;
    }
    const stop = stopOf(errand.view, prepaid, 'absurd-prepaid', now());
    const isConfirmed = isAskedAbout(errand, prepaid, now());
    if (stop !== null && !(stop.type === 'ask' && isConfirmed)) {
      act(stop);
      return;
    }
    const result = await sendFinish(on, errand, prepaid, { isConfirmed });
    if (result?.ok === true) {
      dispatch({ type: 'finished', key: on.key, view: result.value, now: Date.now() });
    } else if (result?.error.type === 'amount-unusual') act(askedAt(now()));
  };

  /** One step back; from the first step out: opened by mistake, the customer was not served. */
  const back = (): void => {
    const errand = served?.errand ?? null;
    if (served === null || errand === null) return;
    if (errand.step !== 'amount' || isAnswered(errand.view)) act({ type: 'back' });
    else if (errand.amountText !== '') act({ type: 'amount', text: '' });
    else dispatch({ type: 'close', key: served.key });
  };

  /** Takes back the newest entry: of the customer on the counter, else of the one just done. */
  const undo = async (): Promise<void> => {
    memory.answered = null;
    const errand = served?.errand ?? null;
    const open = errand?.view ?? null;
    if (served !== null && open !== null && open.undo !== null) {
      const { visit, undo } = open;
      await record(served, () => client.send('visit.undo', { visit, event: undo.event }), 'undone');
      return;
    }
    if (done === null || done.view.undo === null || memory.isBusy) return;
    memory.isBusy = true;
    const result = await client.send('visit.undo', {
      visit: done.view.visit,
      event: done.view.undo.event,
    });
    memory.isBusy = false;
    dispatch(
      result.ok
        ? { type: 'reopened', view: result.value, key: counter.keys + 1 }
        : { type: 'undo-failed', failure: result.error, now: Date.now() },
    );
  };

  /** What a scan's first keys did before it was known to be one is taken back. @param since when it began */
  const forgetScan = (since: number): void => {
    const { hand } = memory;
    hand.trail = [];
    if (hand.answeredAt !== null && hand.answeredAt >= since) void takeBackAnswer();
    cancelConsent();
    act({ type: 'except', isExcepting: false });
  };

  /** What the customer said of being recommended anything; the visit on the counter decides anew. */
  const noteConsent = async (on: Served, optedOut: boolean, isBack: boolean): Promise<void> => {
    // Pressed right behind another entry: the question stays, and the next yes notes it.
    if (memory.isBusy) return;
    const { key, id, errand } = on;
    if (typeof id === 'string') return;
    memory.isBusy = true;
    dispatch({ type: 'failed', key, failure: null });
    const answer = await sayConsent({ id, optedOut, visit: errand?.view.visit ?? null });
    memory.isBusy = false;
    if (!answer.ok) {
      dispatch({ type: 'failed', key, failure: answer.error });
      dispatch({ type: 'consent', key, action: { type: 'cancel' } });
      return;
    }
    if (answer.value.visit !== null && answer.value.visit.finished === null) {
      const stay = errand?.step === 'amount' || memory.change !== null;
      dispatch({ type: 'errand', key, action: { type: 'view', view: answer.value.visit, stay } });
    }
    const noted = { optedOut, after: newestEntry(on), isBack };
    dispatch({ type: 'consent', key, action: { type: 'noted', noted } });
  };

  /** Asks; another key says yes. What HQ has on record is not the counter's to change. */
  const askConsent = (at: number): void => {
    if (served === null || consentBy() === 'hq' || consentBy() === undefined) return;
    if (!served.consent.isAsked) memory.consentAskedAt = at;
    dispatch({ type: 'consent', key: served.key, action: { type: 'ask' } });
  };

  /** Notes what was asked about, when there was time to read it. */
  const confirmConsent = (at: number): void => {
    const by = consentBy();
    if (served === null || by === undefined || !served.consent.isAsked) return;
    if (isConsentMeant(memory.consentAskedAt, at)) void noteConsent(served, by === null, false);
  };

  /** Who said that nothing is to be recommended; null: nobody, undefined: the customer is not on show. */
  const consentBy = (): CustomerView['optedOutBy'] | undefined =>
    typeof served?.id === 'number' ? customerOnShow(served.id)?.optedOutBy : undefined;

  /** Leaves the question; false: nothing was asked. */
  const cancelConsent = (): boolean => {
    if (served === null || !served.consent.isAsked) return false;
    dispatch({ type: 'consent', key: served.key, action: { type: 'cancel' } });
    return true;
  };

  /** Leaves the question, or takes back what was noted; false: it is not the newest entry. */
  const undoConsent = (): boolean => {
    if (served === null) return false;
    if (cancelConsent()) return true;
    const note = undoableNote(served.consent, newestEntry(served));
    if (note === null) return false;
    void noteConsent(served, !note.optedOut, true);
    return true;
  };

  /** One draw with the number that the customer said. @param before what was on show */
  const draw = async (before: LotteryView | null): Promise<void> => {
    const desk = counter.draw;
    if (desk === null || memory.isBusy) return;
    const { visit, number } = desk;
    if (!isDrawNumber(number)) {
      dispatch({ type: 'draw', visit, action: { type: 'bad' } });
      return;
    }
    memory.isBusy = true;
    const answer = await drawOnce({ visit, number });
    memory.isBusy = false;
    const action: DrawAction = answer.ok
      ? { type: 'drawn', draw: answer.value, before }
      : { type: 'failed', failure: answer.error };
    dispatch({ type: 'draw', visit, action });
  };

  return {
    counter,
    act,
    open,
    typeAhead,
    decideOn,
    settleAmount,
    choosePurpose,
    answer,
    /** A digit that was quicker than the answer. */
    typePaid: (key: string): void => {
      if (memory.answering?.finish === null) memory.answering.paid += key;
    },
    /** An Enter that was quicker than the answer. @param question null: it may act; the first that came counts */
    finishAhead: (question: Question | null): void => {
      if (memory.answering !== null) memory.answering.finish ??= { question };
    },
    takeBackAnswer,
    forgetScan,
    hand: memory.hand,
    finish,
    askException,
    finishWithException,
    back,
    undo,
    askConsent,
    confirmConsent,
    cancelConsent,
    undoConsent,
    draw,
    actDraw: (action: DrawAction) => {
      if (counter.draw !== null) dispatch({ type: 'draw', visit: counter.draw.visit, action });
    },
    endDraw: () => dispatch({ type: 'end-draw' }),
    /** The clerk has settled what it is about, or answered, and waits. */
    underWay: (): UnderWay =>
      memory.change !== null && !memory.change.stay
        ? 'deciding'
        : memory.answering !== null
          ? 'answering'
          : null,
    resume: () => dispatch({ type: 'resume' }),
  };
}

export type CounterControls = ReturnType<typeof controlsOf>;

/** What comes instead of taking an amount; null: it is an ordinary one. */
function stopOf(
  view: VisitView,
  amount: Fen | null,
  absurd: 'absurd-amount' | 'absurd-prepaid',
  now: number,
): ErrandAction | null {
  switch (plausibilityOf(amount, view.amounts)) {
    case 'plausible':
      return null;
    case 'absurd':
      return { type: 'notice', notice: absurd };
    case 'unusual':
      return askedAt(now);
  }
}

const askedAt = (now: number): ErrandAction => ({
  type: 'ask',
  question: { doubt: { why: 'unusual' }, askedAt: now },
});

/** Of the visit, that an undo would take back. */
const newestEntry = ({ errand }: Served): Uuid | null => errand?.view.undo?.event ?? null;
