// What customers say against it most, and what the clerk may answer: at most two, behind one key.
import { useTranslation } from 'react-i18next';
import type { Proposal } from '#shared/model/decision.ts';
import type { ObjectionPlace } from '#shared/model/visit.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS, OBJECTION_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import styles from './objections.module.css';

export function ObjectionsToggle(props: {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const { t } = useTranslation('counter');
  return (
    <button
      type="button"
      className={styles['toggle']}
      aria-expanded={props.isOpen}
      onClick={props.onToggle}
    >
      {t(props.isOpen ? 'objections.hide' : 'objections.show')}{' '}
      <KeyHint label={COUNTER_KEYS.objections} />
    </button>
  );
}

export function ObjectionList(props: {
  readonly objections: Proposal['objections'];
  /** Null: none was told. */
  readonly raised: ObjectionPlace | null;
  readonly onRaised: (place: ObjectionPlace) => void;
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  return (
    <section aria-label={t('objections.title')}>
      <dl className={styles['list']}>
        {props.objections.map(({ place, says, answer }) => (
          <div key={place} className={styles['objection']}>
            <dt>
              <span className={styles['term']}>{t('objections.says')}</span>
              {localText(says, language)}
              <button
                type="button"
                className={styles['raised']}
                aria-pressed={props.raised === place}
                onClick={() => props.onRaised(place)}
              >
                {t('objections.raised')} <KeyHint label={OBJECTION_KEYS[place]} />
              </button>
            </dt>
            <dd>
              <span className={styles['term']}>{t('objections.answer')}</span>
              <strong className={styles['answer']}>{localText(answer, language)}</strong>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
