// The last step of a visit: money, gift and reason go to the data process, with a manager's word where it needs one.
import type { SendResult } from '#electron/port/client.ts';
import type { Fen } from '#shared/base/money.ts';
import type { CommandInput } from '#shared/contract/commands.ts';
import { plausibilityOf } from '#shared/model/amounts.ts';
import type { Failure } from '#renderer/ui/failure_type.ts';
import type { Served } from './counter.ts';
import type { Desk } from './desk.ts';
import {
  chosenGift,
  type Errand,
  type ErrandAction,
  isAskedAbout,
  needsMatter,
  prepaidOf,
} from './errand.ts';
import { askedAt, stopOf } from './questions.ts';

/** Whatever was entered, the visit comes back as it stands. */
export type VisitResult = SendResult<'visit.change'> | SendResult<'visit.finish'>;

/** What a manager lets go, and why. */
export type Exception = NonNullable<CommandInput<'visit.finish'>['exception']>;

type Record = (on: Served, send: () => Promise<VisitResult>) => Promise<VisitResult | null>;

/** @param record sends, and shows the visit as it comes back */
export function finishSteps(on: Desk, act: (action: ErrandAction) => void, record: Record) {
  const { counter, memory, dispatch, client, now } = on;
  const { served } = counter;

  const sendFinish = (
    on: Served,
    errand: Errand,
    prepaid: Fen | null,
    more: Pick<CommandInput<'visit.finish'>, 'isConfirmed' | 'exception'>,
  ): Promise<SendResult<'visit.finish'> | null> => {
    const gift = chosenGift(errand);
    const gifts = gift === null ? [] : [{ gift, count: 1 }];
    const { visit } = errand.view;
    const matter =
      errand.matter === null ? null : { reason: errand.matter, words: errand.matterText.trim() };
    return record(on, () =>
      client.send('visit.finish', {
        ...more,
        matter,
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
    if (needsMatter(errand)) {
      act({ type: 'notice', notice: 'matter-first' });
      return;
    }
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
    if (needsMatter(errand)) {
      act({ type: 'notice', notice: 'matter-first' });
      return;
    }
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

  return { finish, finishAs, askException, finishWithException };
}
