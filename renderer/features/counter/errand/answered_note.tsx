// The answer that was recorded, and for how long it may be taken back.
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import type { Answer, AnsweredBy } from '#shared/model/visit.ts';
import { secondsLeft, wholeDayText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { useNow } from '#renderer/ui/use_now.ts';
import styles from './answered_note.module.css';

export function AnsweredNote(props: {
  readonly answer: Answer;
  /** To a sentence that sells nothing. */
  readonly isCare: boolean;
  /** When to say it again; null: not. */
  readonly laterOn: Day | null;
  readonly today: Day;
  /** UTC ms; null: not any more. */
  readonly until: number | null;
  readonly by: AnsweredBy | null;
  readonly onUndo: () => void;
  /** Null: nothing to take home. */
  readonly onPaper: (() => void) | null;
}) {
  const { t } = useTranslation(['counter', 'paper']);
  const { language } = useLocale();
  const now = useNow(props.until === null ? 0 : 500);
  const seconds = props.until === null ? 0 : secondsLeft(props.until, now);
  return (
    <p className={styles['note']} role="status">
      <strong className={styles['words']}>
        {t('answer.recorded', {
          answer: t(props.isCare ? `answer.care.${props.answer}` : `answer.${props.answer}`),
        })}
        {props.laterOn !== null && ` · ${wholeDayText(props.laterOn, language, props.today)}`}
        {props.by === 'display' && ` · ${t('answer.byTouch')}`}
      </strong>
      {props.onPaper !== null && (
        <button type="button" className={styles['undo']} onClick={props.onPaper}>
          {t('paper:cardButton')} <KeyHint label={COUNTER_KEYS.paper} />
        </button>
      )}
      {seconds > 0 && (
        <button type="button" className={styles['undo']} onClick={props.onUndo}>
          {t('answer.undo')} <KeyHint label={COUNTER_KEYS.undo} />
          <span className={styles['wait']} aria-hidden="true">
            {t('done.undoIn', { seconds })}
          </span>
        </button>
      )}
    </p>
  );
}
