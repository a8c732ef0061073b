// What a fault, a complaint or a cancellation was about: one key for the reason, own words where they say more.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type MatterPurpose,
  type MatterReason,
  type Purpose,
  REASON_WORDS_MAX,
} from '#shared/model/visit.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { MATTER_FIELD } from '../desk/errand_keys.ts';
import styles from './matter_step.module.css';

export function MatterStep(props: {
  readonly purpose: Purpose;
  readonly matters: readonly MatterReason[];
  readonly chosen: MatterReason | null;
  readonly words: string;
  readonly onChoose: (reason: MatterReason) => void;
  readonly onWords: (text: string) => void;
  /** The ways on, behind the words. */
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('counter');
  const title = t(`matter.title.${props.purpose as MatterPurpose}`);
  return (
    <>
      <p className={styles['title']}>{title}</p>
      <div className={styles['reasons']} role="radiogroup" aria-label={title}>
        {props.matters.map((reason, index) => (
          <button
            key={reason}
            type="button"
            role="radio"
            className={styles['reason']}
            aria-checked={props.chosen === reason}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => props.onChoose(reason)}
          >
            <KeyHint label={String(index + 1)} /> {t(`matter.reason.${reason}`)}
          </button>
        ))}
      </div>
      <div className={styles['words']}>
        <KeyHint label={COUNTER_KEYS.words} />
        <input
          data-field={MATTER_FIELD}
          aria-keyshortcuts={COUNTER_KEYS.words}
          className={styles['input']}
          aria-label={t('matter.words')}
          placeholder={t('matter.words')}
          autoComplete="off"
          maxLength={REASON_WORDS_MAX}
          value={props.words}
          onChange={(event) => props.onWords(event.target.value)}
        />
        {props.children}
      </div>
    </>
  );
}
