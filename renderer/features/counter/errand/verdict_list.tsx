// "Why not ...?": every offer considered, where it fell out, and the reason with this customer's own figures.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '#shared/contract/view_visit.ts';
import type { Verdict } from '#shared/model/decision.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import styles from './verdict_list.module.css';

export function VerdictList(props: {
  readonly verdicts: readonly Verdict[];
  readonly offerNames: VisitView['offerNames'];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (props.isOpen) section.current?.scrollIntoView({ block: 'nearest' });
  }, [props.isOpen]);
  const nameOf = (offer: string): string => {
    const name = props.offerNames[offer];
    return name === undefined ? offer : localText(name, language);
  };
  const fallen = props.verdicts.filter((verdict) => verdict.stage !== 'presented');
  return (
    <section ref={section} className={styles['verdicts']} aria-label={t('verdicts.title')}>
      <button
        type="button"
        className={styles['toggle']}
        aria-expanded={props.isOpen}
        onClick={props.onToggle}
      >
        {t(props.isOpen ? 'verdicts.hide' : 'verdicts.show')}{' '}
        <KeyHint label={COUNTER_KEYS.verdicts} />
      </button>
      {props.isOpen && fallen.length === 0 && <p>{t('verdicts.empty')}</p>}
      {props.isOpen && (
        <ul className={styles['list']}>
          {fallen.map((verdict) => (
            <li key={`${verdict.offer} ${verdict.tier ?? ''}`} className={styles['verdict']}>
              <span className={styles['stage']}>{t(`verdicts.stage.${verdict.stage}`)}</span>
              <span className={styles['offer']}>{nameOf(verdict.offer)}</span>
              <span>{localText(verdict.reason, language)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
