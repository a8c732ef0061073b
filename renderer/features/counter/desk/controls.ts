// The steps of the counter: each goes to the data process, and what it answers is shown.
import type { VisitView, WaitingVisit } from '#shared/contract/view_visit.ts';
import type { LotteryView } from '#shared/contract/view_lottery.ts';
import { amountSteps } from './amount_steps.ts';
import { consentSteps } from './consent_steps.ts';
import type { Person, Served } from './counter.ts';
import { type Answering, type Change, type Desk, type Memory, nothingAhead } from './desk.ts';
import { type DrawAction, isDrawNumber } from './draw.ts';
import {
  type ErrandAction,
  errandReducer,
  isAnswered,
  type Question,
  shownProposal,
  typedAmount,
} from './errand.ts';
import { purposeOfKey, type Said, type UnderWay } from './errand_keys.ts';
import { finishSteps, type VisitResult } from './finish_steps.ts';
import { noteSteps } from './note_steps.ts';
import { showLater } from './opening.ts';
import { stopOf } from './questions.ts';

/** The steps as they are while the counter stands as it does. */
export function controlsOf(on: Desk) {
  const { counter, memory, dispatch, client, now, drawOnce, atOnce } = on;
  const { served, done } = counter;

  const act = (action: ErrandAction): void => {
    if (served !== null) dispatch({ type: 'errand', key: served.key, action });
  };

  const { decideOn, settleAmount, choosePurpose } = amountSteps(on, act);
  const { askConsent, confirmConsent, cancelConsent, undoConsent } = consentSteps(on);

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
      atOnce(() => dispatch({ type: 'errand', key: on.key, action }));
    }
    return answer;
  };

  const { finish, finishAs, askException, finishWithException } = finishSteps(on, act, record);
  const { writeNote, removeNote } = noteSteps(on);

  const forgetHand = (): void => {
    memory.change = null;
    memory.hand.trail = [];
    memory.hand.answeredAt = null;
    memory.answered = null;
    memory.ahead = nothingAhead();
  };

  /** Nobody has the place of who is being opened, shown or not. */
  const nextKey = (): number => {
    memory.given = Math.max(counter.keys, memory.given) + 1;
    return memory.given;
  };

  /** Goes on with a visit that waited. */
  const resume = async ({ visit, customer, name }: WaitingVisit): Promise<void> => {
    if (memory.isBusy) return;
    memory.isBusy = true;
    const answer = await client.send('visit.resume', { visit });
    memory.isBusy = false;
    if (!answer.ok) {
      if (served !== null) dispatch({ type: 'failed', key: served.key, failure: answer.error });
      return;
    }
    forgetHand();
    const { view, phone } = answer.value;
    const id = customer ?? phone;
    if (id !== null) dispatch({ type: 'resumed', key: nextKey(), id, name, view });
  };

  /**
   * Whose visit waits goes on with it: nobody has two.
   * @param onShow with the first picture of their page
   */
  const open = async (id: Person, name: string, onShow?: () => void): Promise<void> => {
    const waits = on.waiting.find(
      ({ visit, customer }) => customer === id || counter.drafts.get(visit)?.id === id,
    );
    if (waits !== undefined) {
      onShow?.();
      await resume(waits);
      return;
    }
    const key = nextKey();
    forgetHand();
    const mine = memory.ahead;
    const show = showLater(on, () => {
      onShow?.();
      dispatch({ type: 'open', id, name, key });
    });
    const answer = await (typeof id === 'number'
      ? on.serve(id)
      : client.send('walk-in.start', { phone: id, purpose: 'top-up', intended: null }));
    atOnce(() => {
      show();
      dispatch(
        answer.ok
          ? { type: 'began', key, view: answer.value, typed: mine.text }
          : { type: 'failed', key, failure: answer.error },
      );
    });
    if (!answer.ok) return;
    const { value: view } = answer;
    const ahead = changeAhead(mine, view);
    if (ahead === null) return;
    const { intended } = ahead;
    const stop = stopOf(view, intended, 'absurd-amount', now());
    if (stop !== null) {
      dispatch({ type: 'errand', key, action: stop });
      return;
    }
    memory.change = ahead;
    const changed = await client.send('visit.change', {
      visit: view.visit,
      purpose: ahead.purpose,
      intended,
    });
    if (memory.change !== ahead) return;
    memory.change = null;
    dispatch(
      changed.ok
        ? { type: 'errand', key, action: { type: 'view', view: changed.value, stay: false } }
        : { type: 'failed', key, failure: changed.error },
    );
  };

  /** A key pressed before the visit has begun; false: neither a purpose nor part of an amount. */
  const typeAhead = (key: string): boolean => {
    const purpose = purposeOfKey(key);
    if (purpose !== undefined) {
      Object.assign(memory.ahead, { ...nothingAhead(), purpose });
      return true;
    }
    const { text, isConfirmed } = memory.ahead;
    if (isConfirmed) return false;
    const isPart = /^[\d.]$/.test(key) || key === 'Backspace' || (key === 'Enter' && text !== '');
    // Another purpose has no amount.
    if (!isPart || memory.ahead.purpose !== 'top-up') return isPart;
    if (key === 'Enter') memory.ahead.isConfirmed = true;
    else memory.ahead.text = key === 'Backspace' ? text.slice(0, -1) : text + key;
    return true;
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
        ...(errand.objection !== null && said.answer !== 'not-said'
          ? { objection: errand.objection }
          : {}),
        ...(errand.hasTouchedNo && said.answer === 'declined' ? { by: 'display' as const } : {}),
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

  /** One step back; from the first step out: opened by mistake, the customer was not served. */
  const back = (): void => {
    const errand = served?.errand ?? null;
    if (served === null || errand === null) return;
    if (errand.step !== 'amount' || isAnswered(errand.view)) act({ type: 'back' });
    else if (errand.amountText !== '') act({ type: 'amount', text: '' });
    else {
      void client.send('visit.drop', { visit: errand.view.visit });
      dispatch({ type: 'close', key: served.key });
    }
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
        ? { type: 'reopened', view: result.value, key: nextKey() }
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
    act({ type: 'matter', reason: null });
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
    waiting: on.waiting,
    act,
    open,
    /** The page of whoever is being opened, before whatever is pressed now. */
    showOpened: (): void => {
      if (memory.show !== null) atOnce(memory.show);
    },
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
    resume,
    writeNote,
    removeNote,
  };
}

/** What the keys ahead of the visit ask for; null: nothing that is settled. */
function changeAhead(
  { text, isConfirmed, purpose }: Memory['ahead'],
  view: VisitView,
): Change | null {
  if (purpose !== 'top-up') return { purpose, intended: null, stay: false };
  const intended = typedAmount(text, view.currency) ?? null;
  return isConfirmed && intended !== null && intended !== 0
    ? { purpose, intended, stay: false }
    : null;
}

export type CounterControls = ReturnType<typeof controlsOf>;
