// Carries out what a key or a button means.
import type { Day } from '#shared/base/month.ts';
import { ofCurrency } from '#shared/base/money.ts';
import { fieldOf } from '#renderer/ui/use_keys.ts';
import type { CounterControls } from './controls.ts';
import { textOfTrail } from './haste.ts';
import {
  type Errand,
  isAnswered,
  isFarDay,
  laterDay,
  needsMatter,
  nextGift,
  parseLaterDay,
} from './errand.ts';
import { type ErrandCommand, LATER_FIELD, MATTER_FIELD, NO_DETAIL } from './errand_keys.ts';

export function runCommand(
  command: ErrandCommand,
  on: {
    readonly errand: Errand;
    readonly controls: CounterControls;
    readonly today: Day;
    readonly onReveal: () => void;
    readonly onFile: () => void;
    readonly onMore: () => void;
    readonly onCareSaid: () => void;
    readonly onNote: () => void;
    readonly focusField: () => void;
    readonly onLookUp: (text: string) => void;
    /** When its key or button was pressed, on the clock of events. */
    readonly at: number;
  },
): void {
  const { errand, controls, today } = on;
  const { act } = controls;
  const sayOn = (laterOn: Day): void =>
    void controls.answer({ ...NO_DETAIL, answer: 'later', laterOn });
  switch (command.type) {
    case 'purpose':
      controls.choosePurpose(command.purpose);
      if (command.purpose === 'top-up' || isInWords()) on.focusField();
      return;
    case 'quick-amount': {
      act({ type: 'amount', text: String(command.whole) });
      controls.decideOn(ofCurrency(command.whole, errand.view.currency), false);
      return;
    }
    case 'confirm-amount':
      controls.settleAmount(false);
      return;
    case 'answer':
      void controls.answer(command.said);
      return;
    case 'ask':
      act({ type: 'step', step: command.step });
      return;
    case 'later':
      sayOn(laterDay(command.choice, today));
      return;
    case 'later-day':
      document.querySelector<HTMLInputElement>(`[data-field='${LATER_FIELD}']`)?.focus();
      return;
    case 'confirm-later': {
      const laterOn = parseLaterDay(errand.laterText, today);
      if (laterOn === undefined) act({ type: 'notice', notice: 'bad-day' });
      else if (isFarDay(laterOn, today) && errand.notice !== 'far-day') {
        act({ type: 'notice', notice: 'far-day' });
      } else sayOn(laterOn);
      return;
    }
    case 'answer-first':
      act({ type: 'notice', notice: 'answer-first' });
      return;
    case 'show':
      if (!isAnswered(errand.view) || errand.step === 'answer') {
        act({ type: 'show', index: errand.shown + command.by });
      }
      return;
    case 'verdicts':
      act({ type: 'verdicts' });
      // The field to search in goes with its list.
      if (errand.hasVerdicts) on.focusField();
      return;
    case 'objections':
    case 'prizes':
      act({ type: command.type });
      return;
    case 'raised':
      act(command);
      return;
    case 'reveal':
      on.onReveal();
      return;
    case 'file':
      on.onFile();
      return;
    case 'more':
      on.onMore();
      return;
    case 'care-said':
      on.onCareSaid();
      return;
    case 'consent':
      controls.askConsent(on.at);
      return;
    case 'consent-sure':
      controls.confirmConsent(on.at);
      return;
    case 'note':
      on.onNote();
      return;
    case 'matter':
      act({ type: 'matter', reason: command.reason });
      if (command.reason === 'other') focusWords();
      return;
    case 'words':
      focusWords();
      return;
    case 'leave-words':
      on.focusField();
      return;
    case 'undo':
      if (!controls.undoConsent()) void controls.undo();
      return;
    case 'gift':
      act({ type: 'gift', gift: nextGift(errand) });
      return;
    case 'exception':
      controls.askException();
      return;
    case 'finish':
      void controls.finish();
      // The digit that chooses a reason is none where words are typed.
      if (needsMatter(errand)) on.focusField();
      return;
    case 'back':
      if (!controls.cancelConsent()) controls.back();
      return;
    case 'look-up':
      if (errand.step !== 'answer') act({ type: 'back' });
      on.onLookUp(textOfTrail(controls.hand.trail));
      return;
    case 'paid-ahead':
      controls.typePaid(command.key);
      return;
    case 'focus-field':
      on.focusField();
      return;
    case 'finish-ahead':
    case 'wait':
  }
}

const focusWords = (): void =>
  document.querySelector<HTMLInputElement>(`[data-field='${MATTER_FIELD}']`)?.focus();

const isInWords = (): boolean => fieldOf(document.activeElement) === MATTER_FIELD;
