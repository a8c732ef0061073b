// The fingerprint of the seed, on show before the draw.
import { useTranslation } from 'react-i18next';
import { fullPrint, shortPrint } from '../desk/draw.ts';
import styles from './draw_panel.module.css';

export function Fingerprint(props: {
  readonly draw: number;
  /** 64 hex digits. */
  readonly print: string;
  readonly isFull: boolean;
}) {
  const { t } = useTranslation('draw');
  return (
    <div>
      <p>
        <span className={styles['term']}>{t('fingerprint', { draw: String(props.draw) })}</span>
        <code className={styles['code']}>
          {props.isFull ? fullPrint(props.print) : shortPrint(props.print)}
        </code>
      </p>
      <p className={styles['why']}>{t('fingerprintWhy')}</p>
    </div>
  );
}
