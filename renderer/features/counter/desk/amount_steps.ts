// What the visit is about: its purpose and the amount meant, decided on anew when either changes.
import type { Fen } from '#shared/base/money.ts';
import type { Purpose } from '#shared/model/visit.ts';
import type { Change, Desk } from './desk.ts';
import { type ErrandAction, isAnswered, isAskedAbout, typedAmount } from './errand.ts';
import { askedAt, stopOf } from './questions.ts';

export function amountSteps(
  { counter, memory, dispatch, client, now }: Desk,
  act: (action: ErrandAction) => void,
) {
  const { served } = counter;

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
      afterSentence: errand.hasSold,
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
    const amount = typedAmount(errand.amountText, errand.view.currency);
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
    const typed =
      purpose === 'top-up' ? (typedAmount(errand.amountText, errand.view.currency) ?? null) : null;
    const amount = stopOf(errand.view, typed, 'absurd-amount', now()) === null ? typed : null;
    void changeVisit(purpose, amount, purpose === 'top-up');
    if (purpose === 'top-up') act({ type: 'step', step: 'amount' });
  };

  return { decideOn, settleAmount, choosePurpose };
}
