// What a customer says of being recommended anything: asked, confirmed, noted, taken back.
import type { Uuid } from '#shared/base/id.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { undoableNote } from './consent.ts';
import type { Served } from './counter.ts';
import type { Desk } from './desk.ts';
import { isConsentMeant } from './haste.ts';

export function consentSteps({ counter, memory, dispatch, sayConsent, customerOnShow }: Desk) {
  const { served } = counter;

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

  return { askConsent, confirmConsent, cancelConsent, undoConsent };
}

/** Of the visit, that an undo would take back. */
const newestEntry = ({ errand }: Served): Uuid | null => errand?.view.undo?.event ?? null;
