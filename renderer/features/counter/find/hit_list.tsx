// The customers found: masked, with why each matched; those who look alike are told apart by sound, area, date, tail and age.
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '#shared/contract/view_customer.ts';
import { dayText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { useLocale } from '#renderer/ui/locale.tsx';
import styles from './hit_list.module.css';

export function HitList(props: {
  readonly id: string;
  readonly hits: readonly SearchHit[];
  /** -1: none. */
  readonly active: number;
  readonly hasMore: boolean;
  readonly hitId: (id: number) => string;
  readonly onOpen: (hit: SearchHit) => void;
}) {
  const { t } = useTranslation('counter');
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[props.active]?.scrollIntoView({ block: 'nearest' });
  }, [props.active]);
  return (
    <>
      <p className="visually-hidden" role="status">
        {t('find.count', { count: props.hits.length })}
      </p>
      <ul
        ref={list}
        id={props.id}
        className={styles['list']}
        role="listbox"
        aria-label={t('find.results')}
      >
        {props.hits.map((hit, index) => (
          <li
            // Rows stay where they are while other customers come into them.
            // oxlint-disable-next-line no-array-index-key -- a row is its place
            key={`row ${index}`}
            id={props.hitId(hit.id)}
            role="option"
            aria-selected={index === props.active}
            className={styles['hit']}
            // The box keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.onOpen(hit)}
          >
            <Hit hit={hit} number={index + 1} />
          </li>
        ))}
      </ul>
      {props.hasMore && <p className={styles['more']}>{t('find.more')}</p>}
    </>
  );
}

type HitProps = { readonly hit: SearchHit; readonly number: number };

/** Most stay with the next letter. */
const Hit = memo(function Hit({ hit, number }: HitProps) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  const by = t(`find.by.${hit.matchedBy}`);
  // In Chinese the last two digits name the decade.
  const bornIn = (decade: number): string =>
    t('find.bornIn', { decade: language === 'en' ? decade : String(decade).slice(-2) });
  // What is cut off at the end tells least.
  const details = [
    hit.area,
    hit.phone === '' || hit.matchedBy === 'account'
      ? t('find.account', { account: hit.account })
      : '',
    hit.idTail === '' ? '' : t('find.tail', { tail: hit.idTail }),
    hit.bornIn === null ? '' : bornIn(hit.bornIn),
    hit.since === null ? '' : t('find.since', { day: dayText(hit.since, language) }),
  ].filter((text) => text !== '');
  return (
    <>
      <span className={styles['number']} aria-hidden="true">
        {number <= 9 && <KeyHint label={`Alt+${number}`} />}
      </span>
      <span className={styles['name']}>
        <span>{hit.name === '' ? t('find.noName') : hit.name}</span>
        {hit.sound !== null && <span className={styles['sound']}>{hit.sound}</span>}
        {hit.hasNamesake && <span className={styles['namesake']}>{t('find.namesake')}</span>}
      </span>
      <span className={styles['phone']}>{hit.phone}</span>
      <span className={hit.hasNamesake ? styles['apart'] : styles['details']}>
        {details.join(' · ')}
      </span>
      <span className={styles['by']}>{hit.isGuess ? t('find.nearly', { by }) : by}</span>
    </>
  );
});
