// What a draw brought, large; and the receipt by which anybody can do it again.
import { useTranslation } from 'react-i18next';
import { countText } from '#renderer/ui/format.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { type DrawDesk, fullPrint, shortPrint } from '../desk/draw.ts';
import styles from './draw_panel.module.css';

export function DrawResult(props: {
  readonly result: NonNullable<DrawDesk['result']>;
  /** Seed and fingerprint in full, with how to check them. */
  readonly isFull: boolean;
}) {
  const { t } = useTranslation('draw');
  const { language } = useLocale();
  const { draw, before } = props.result;
  const print = props.isFull ? fullPrint : shortPrint;
  const tickets = before === null ? null : ticketsText(before);
  const rows: readonly (readonly [string, string])[] = [
    [t('number'), draw.number],
    [t('drawNumber'), countText(draw.draw)],
    [t('lease'), draw.lease],
    ...(before === null ? [] : [[t('commitment'), print(before.commitment)] as const]),
    [t('seed'), print(draw.seed)],
    ...(tickets === null ? [] : [[t('ticketsBefore'), tickets] as const]),
  ];
  return (
    <>
      <p
        className={styles[draw.prize === null ? 'blank' : 'won']}
        role="status"
        data-testid="draw-result"
      >
        {draw.prize === null
          ? t('blank')
          : t('won', { prize: localText(draw.prize.name, language) })}
      </p>
      <section className={styles['receipt']} aria-label={t('receipt')}>
        <h3 className={styles['term']}>{t('receipt')}</h3>
        <dl>
          {rows.map(([term, text]) => (
            <div key={term} className={styles['row']}>
              <dt>{term}</dt>
              <dd className={styles['code']}>{text}</dd>
            </div>
          ))}
        </dl>
        {props.isFull && (
          <p className={styles['why']}>
            <strong>{t('verify')}</strong> {t('verifyText')}
          </p>
        )}
      </section>
    </>
  );
}

/** By code, as the rule counts them; blanks under `-`. */
const ticketsText = ({
  prizes,
  blanks,
}: Pick<NonNullable<NonNullable<DrawDesk['result']>['before']>, 'prizes' | 'blanks'>): string =>
  [{ id: '-', left: blanks }, ...prizes]
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, left }) => `${id} ${left}`)
    .join(' · ');
