// What customers say against it most, and what the clerk may answer: at most two, behind one key.
import { useTranslation } from 'react-i18next';
import type { Proposal } from '#shared/model/decision.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import styles from './objections.module.css';

export function Objections(props: {
  readonly objections: Proposal['objections'];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  if (props.objections.length === 0) return null;
  return (
    <section className={styles['objections']} aria-label={t('objections.title')}>
      <button
        type="button"
        className={styles['toggle']}
        aria-expanded={props.isOpen}
        onClick={props.onToggle}
      >
        {t(props.isOpen ? 'objections.hide' : 'objections.show')}{' '}
        <KeyHint label={COUNTER_KEYS.objections} />
      </button>
      {props.isOpen && (
        <dl className={styles['list']}>
          {props.objections.map(({ says, answer }) => (
            <div key={says.zh} className={styles['objection']}>
              <dt>
                <span className={styles['term']}>{t('objections.says')}</span>
                {localText(says, language)}
              </dt>
              <dd>
                <span className={styles['term']}>{t('objections.answer')}</span>
                <strong className={styles['answer']}>{localText(answer, language)}</strong>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
