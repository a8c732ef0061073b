// Greetings and reminders that are due for the customer on the counter, with the sentence to say.
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import type { CareItem } from '#shared/contract/view_care.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { careText } from '../care/care_words.ts';
import styles from './care_due.module.css';

export function CareDue(props: {
  readonly care: readonly CareItem[];
  readonly today: Day;
  readonly onSaid: () => void;
}) {
  const { t } = useTranslation('care');
  const { language } = useLocale();
  const next = props.care.find((item) => item.done === null);
  if (props.care.length === 0) return null;
  return (
    <ul className={styles['due']} aria-label={t('title')}>
      {props.care.map((item) => (
        <li key={item.id} className={styles['item']}>
          <p className={styles['what']}>
            <strong>{careText(t, item, props.today, language)}</strong>
            {item.done !== null && <span role="status">{t(`outcome.${item.done}`)}</span>}
            {item === next && (
              <button type="button" className={styles['said']} onClick={props.onSaid}>
                {t('outcome.done')} <KeyHint label={COUNTER_KEYS.careSaid} />
              </button>
            )}
          </p>
          {item.done === null && (
            <p className={styles['sentence']}>{localText(item.sentence, language)}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
