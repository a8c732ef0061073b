// Care of the day: whom to greet, remind or visit, what to say, and one key for how it went. Sells nothing.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import type { CareItem, CareList } from '#shared/contract/view_care.ts';
import type { CareOutcome } from '#shared/model/care.ts';
import { useCareDone } from '#renderer/client/care.ts';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { CARE_KEYS, COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { careInOrder, careToDo, isOpenCare } from '../desk/care.ts';
import { CareDetail } from './care_detail.tsx';
import styles from './care_panel.module.css';
import { careText } from './care_words.ts';

export function CarePanel(props: {
  readonly list: CareList | null;
  readonly failure: Failure | null;
  readonly today: Day;
  readonly onOpen: (item: CareItem) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('care');
  const { list } = props;
  const note = useCareDone();
  const [active, setActive] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isBusy = useRef(false);
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);

  const items = careInOrder(list?.items ?? []);
  // Who is done goes to the end: the next one moves up into the same place.
  const place = Math.min(active, items.length - 1);
  const item = items[place];
  const record = async (outcome: CareOutcome): Promise<void> => {
    if (item === undefined || !isOpenCare(item) || isBusy.current) return;
    isBusy.current = true;
    const answer = await note(item.id, item.customer, outcome);
    isBusy.current = false;
    setFailure(answer.ok ? null : answer.error);
  };
  useKeys(({ key, ctrl, alt, field }) => {
    if (ctrl || alt || field !== null) return false;
    const outcome = (Object.keys(CARE_KEYS) as CareOutcome[]).find(
      (name) => CARE_KEYS[name] === key,
    );
    if (outcome !== undefined) void record(outcome);
    else if (key === 'ArrowDown') setActive(Math.min(place + 1, items.length - 1));
    else if (key === 'ArrowUp') setActive(Math.max(place - 1, 0));
    else if (key === 'Enter' && item !== undefined) props.onOpen(item);
    else if (key === 'Escape') props.onClose();
    else return false;
    return true;
  });

  return (
    <section
      ref={section}
      className={styles['panel']}
      aria-label={t('title')}
      data-testid="care"
      tabIndex={-1}
    >
      <header className={styles['head']}>
        <h2 className={styles['title']}>{t('title')}</h2>
        {items.length > 0 && (
          <p role="status">{t('count', { count: careToDo(items) + (list?.more ?? 0) })}</p>
        )}
        <button type="button" className={styles['close']} onClick={props.onClose}>
          {t('close')} <KeyHint label={COUNTER_KEYS.back} />
        </button>
      </header>
      {props.failure !== null && <FailureText failure={props.failure} />}
      {failure !== null && <FailureText failure={failure} />}
      {list === null && props.failure === null && <p role="status">{t('loading')}</p>}
      {list !== null && items.length === 0 && (
        <EmptyState title={t('empty')}>
          <p>{t('emptyNext', { key: COUNTER_KEYS.search })}</p>
        </EmptyState>
      )}
      {item !== undefined && (
        <>
          <p className={styles['lead']}>
            {careToDo(items) === 0 ? t('allDone', { key: COUNTER_KEYS.search }) : t('lead')}
          </p>
          <div className={styles['columns']}>
            <CareRows
              items={items}
              active={place}
              today={props.today}
              more={list?.more ?? 0}
              onChoose={setActive}
            />
            <CareDetail
              item={item}
              today={props.today}
              onOutcome={(outcome) => void record(outcome)}
              onOpen={() => props.onOpen(item)}
            />
          </div>
        </>
      )}
    </section>
  );
}

const rowId = (item: CareItem): string => `care-${item.id}`;

function CareRows(props: {
  readonly items: readonly CareItem[];
  readonly active: number;
  readonly today: Day;
  readonly more: number;
  readonly onChoose: (index: number) => void;
}) {
  const { t } = useTranslation('care');
  const { language } = useLocale();
  const list = useRef<HTMLUListElement>(null);
  const active = props.items[props.active];
  useEffect(() => {
    list.current?.children[props.active]?.scrollIntoView({ block: 'nearest' });
  }, [props.active]);
  return (
    <div className={styles['side']}>
      <ul
        ref={list}
        className={styles['list']}
        role="listbox"
        aria-label={t('list')}
        aria-activedescendant={active === undefined ? undefined : rowId(active)}
        tabIndex={0}
      >
        {props.items.map((item, index) => (
          <li
            key={item.id}
            id={rowId(item)}
            role="option"
            aria-selected={index === props.active}
            className={styles['row']}
            data-done={item.done !== null}
            onClick={() => props.onChoose(index)}
          >
            <span className={styles['name']}>{item.name}</span>
            <span className={styles['phone']}>{item.phone}</span>
            <span className={styles['what']}>
              {item.done === null || isOpenCare(item)
                ? careText(t, item, props.today, language)
                : t(`outcome.${item.done}`)}
            </span>
          </li>
        ))}
      </ul>
      {props.more > 0 && <p className={styles['more']}>{t('more', { count: props.more })}</p>}
    </div>
  );
}
