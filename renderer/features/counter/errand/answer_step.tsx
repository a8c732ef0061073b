// How the customer took the sentence: one key, and for three of the answers one more.
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import { wholeDayText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { useLocale } from '#renderer/ui/locale.tsx';
import {
  ANSWER_KEYS,
  COUNTER_KEYS,
  DECLINE_KEYS,
  LATER_KEYS,
  NOT_SAID_KEYS,
} from '#renderer/ui/key_map.ts';
import { type Choice, ChoiceRow } from '#renderer/ui/choice_row.tsx';
import { type Errand, type LaterChoice, parseLaterDay } from '../desk/errand.ts';
import {
  answerCommand,
  declined,
  type ErrandCommand,
  LATER_FIELD,
  notSaid,
} from '../desk/errand_keys.ts';
import styles from './answer_step.module.css';

export function AnswerStep(props: {
  readonly errand: Errand;
  /** The sentence sells nothing: its answers have words of their own. */
  readonly isCare: boolean;
  readonly today: Day;
  readonly onCommand: (command: ErrandCommand) => void;
  readonly onLaterText: (text: string) => void;
}) {
  const { t } = useTranslation('counter');
  const { errand, isCare, onCommand } = props;
  const back = (): void => onCommand({ type: 'back' });
  switch (errand.step) {
    case 'decline':
      return (
        <Asking onBack={back}>
          <ChoiceRow
            title={t(
              errand.hasTouchedNo
                ? 'answer.declineTouched'
                : isCare
                  ? 'answer.declineCare'
                  : 'answer.declineTitle',
            )}
            choices={choicesOf(DECLINE_KEYS, (name) => t(`answer.declineReason.${name}`))}
            onChoose={(reason) => onCommand(declined(reason))}
          />
        </Asking>
      );
    case 'not-said':
      return (
        <Asking onBack={back}>
          <ChoiceRow
            title={t('answer.notSaidTitle')}
            choices={choicesOf(NOT_SAID_KEYS, (name) => t(`answer.notSaidReason.${name}`))}
            onChoose={(reason) => onCommand(notSaid(reason))}
          />
        </Asking>
      );
    case 'later':
      return (
        <Asking onBack={back}>
          <LaterDay
            text={errand.laterText}
            today={props.today}
            isWrong={errand.notice === 'bad-day'}
            isFar={errand.notice === 'far-day'}
            onLater={(choice) => onCommand({ type: 'later', choice })}
            onText={props.onLaterText}
          />
        </Asking>
      );
    default:
      return (
        <ChoiceRow
          title={t('answer.label')}
          choices={choicesOf(ANSWER_KEYS, (name) =>
            t(isCare ? `answer.care.${name}` : `answer.${name}`),
          )}
          primary="accepted"
          onChoose={(answer) => onCommand(answerCommand(answer))}
        />
      );
  }
}

function Asking(props: { readonly children: ReactNode; readonly onBack: () => void }) {
  const { t } = useTranslation('counter');
  return (
    <div className={styles['asking']}>
      {props.children}
      <button type="button" className={styles['back']} onClick={props.onBack}>
        {t('answer.esc')} <KeyHint label={COUNTER_KEYS.back} />
      </button>
    </div>
  );
}

function LaterDay(props: {
  readonly text: string;
  readonly today: Day;
  readonly isWrong: boolean;
  readonly isFar: boolean;
  readonly onLater: (choice: LaterChoice) => void;
  readonly onText: (text: string) => void;
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  const field = useRef<HTMLInputElement>(null);
  const laterOn = parseLaterDay(props.text, props.today);
  return (
    <div className={styles['later']}>
      <ChoiceRow
        title={t('answer.laterTitle')}
        choices={choicesOf(LATER_KEYS, (name) => t(`answer.${name}`))}
        onChoose={(name) => {
          if (name === 'onDay') field.current?.focus();
          else props.onLater(name);
        }}
      />
      <label className={styles['day']}>
        {t('answer.dayLabel')}
        <input
          ref={field}
          data-field={LATER_FIELD}
          className={styles['dayInput']}
          placeholder="12-5"
          autoComplete="off"
          maxLength={12}
          aria-invalid={props.isWrong}
          value={props.text}
          onChange={(event) => props.onText(event.target.value)}
        />
        <KeyHint label={COUNTER_KEYS.confirm} />
        {laterOn !== undefined && !props.isFar && (
          <span role="status">{t('answer.dayIs', { day: wholeDayText(laterOn, language) })}</span>
        )}
        {laterOn !== undefined && props.isFar && (
          <span className={styles['wrong']} role="alert">
            {t('answer.dayFar', { day: wholeDayText(laterOn, language) })}
          </span>
        )}
        {props.isWrong && (
          <span className={styles['wrong']} role="alert">
            {t('answer.badDay')}
          </span>
        )}
      </label>
    </div>
  );
}

const choicesOf = <K extends string>(
  keys: Readonly<Record<K, string>>,
  label: (name: K) => string,
): readonly Choice<K>[] =>
  (Object.keys(keys) as K[]).map((name) => ({ name, key: keys[name], label: label(name) }));
