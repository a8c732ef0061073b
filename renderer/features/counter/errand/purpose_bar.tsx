// What the customer came for. Some purposes mute every sentence.
import { useTranslation } from 'react-i18next';
import type { Purpose } from '#shared/model/visit.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { PURPOSE_KEYS } from '#renderer/ui/key_map.ts';
import styles from './purpose_bar.module.css';

export function PurposeBar(props: {
  readonly purpose: Purpose;
  readonly onChoose: (purpose: Purpose) => void;
}) {
  const { t } = useTranslation('counter');
  return (
    <div className={styles['bar']} role="group" aria-label={t('purpose.label')}>
      {(Object.keys(PURPOSE_KEYS) as Purpose[]).map((purpose) => (
        <button
          key={purpose}
          type="button"
          className={styles['purpose']}
          aria-pressed={props.purpose === purpose}
          onClick={() => props.onChoose(purpose)}
        >
          {t(`purpose.${purpose}`)} <KeyHint label={PURPOSE_KEYS[purpose]} />
        </button>
      ))}
    </div>
  );
}
