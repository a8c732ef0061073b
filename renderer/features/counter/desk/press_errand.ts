// One key at the errand: what it means here, and whether the hand was too quick for it to be meant.
import { mattersOf } from '#shared/model/visit.ts';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import type { KeyPress } from '#renderer/ui/use_keys.ts';
import type { CounterControls } from './controls.ts';
import type { Errand, Question } from './errand.ts';
import { commandOfKey, type ErrandCommand, PREPAID_FIELD } from './errand_keys.ts';
import { doubtOfFinish, followTrail, isRead, textOfTrail } from './haste.ts';

type At = {
  readonly errand: Errand;
  readonly controls: CounterControls;
  readonly run: (command: ErrandCommand) => void;
  readonly onLookUp: (text: string) => void;
};

/** True when the key was the errand's, and nobody else's. */
export function pressErrand(press: KeyPress, at: At): boolean {
  const { errand, controls } = at;
  const { hand } = controls;
  const isPlain = !press.ctrl && !press.alt;
  const isOfNumber = isPlain && (press.field === null || press.field === PREPAID_FIELD);
  if (press.key !== 'Enter') {
    hand.trail = followTrail(isOfNumber ? hand.trail : [], isOfNumber ? press.key : '', press.at);
  }
  if (errand.question !== null && isPlain && answersQuestion(press, errand.question, at)) {
    return true;
  }
  const matters = mattersOf(errand.view.purpose);
  const command = commandOfKey(press, errand.step, controls.underWay(), matters);
  if (command === null) return false;
  if (command.type === 'matter' && hand.trail.length >= NUMBER_DIGITS) {
    at.onLookUp(textOfTrail(hand.trail));
    hand.trail = [];
    controls.act({ type: 'matter', reason: null });
    return true;
  }
  if (command.type === 'finish' || command.type === 'finish-ahead') {
    const doubt = doubtOfFinish(hand.trail, hand.answeredAt, press.at);
    if (command.type === 'finish-ahead') {
      controls.finishAhead(doubt === null ? null : { doubt, askedAt: press.at });
      hand.trail = [];
      return true;
    }
    if (doubt !== null) {
      controls.act({ type: 'ask', question: { doubt, askedAt: press.at } });
      return true;
    }
  }
  if (ANSWERS.has(command.type)) hand.answeredAt = press.at;
  at.run(command);
  if (press.key === 'Enter') hand.trail = [];
  // The character itself still goes into the field that has just got the focus.
  return command.type !== 'focus-field';
}

/** So many digits in one go are no reason but the next customer's number. */
const NUMBER_DIGITS = 3;

const ANSWERS: ReadonlySet<ErrandCommand['type']> = new Set(['answer', 'later', 'confirm-later']);

/** False: the question is left, and the key means what it means. */
function answersQuestion(press: KeyPress, { doubt, askedAt }: Question, at: At): boolean {
  const { controls } = at;
  if (press.key === 'Enter') {
    const asked = at.errand.step === 'amount' ? 'confirm-amount' : 'finish';
    if (isRead(askedAt, press.at)) at.run({ type: asked });
    else controls.act({ type: 'ask', question: { doubt, askedAt: press.at } });
    return true;
  }
  const goesOn = /^\d$/.test(press.key) ? press.key : '';
  if (doubt.why === 'typed' && (goesOn !== '' || press.key === COUNTER_KEYS.lookUp.toLowerCase())) {
    at.onLookUp(doubt.typed + goesOn);
    controls.hand.trail = [];
    void controls.takeBackAnswer();
    return true;
  }
  controls.act({ type: 'ask', question: null });
  return press.key === 'Escape';
}
