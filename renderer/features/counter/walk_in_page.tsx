// Somebody being served whom the list does not have: the number, calm words, and the errand.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { useKeys } from '#renderer/ui/use_keys.ts';
import type { CounterControls } from './desk/controls.ts';
import type { Served } from './desk/counter.ts';
import styles from './customer_page.module.css';
import card from './walk_in_page.module.css';
import { NoteField, NoteList, useNoteDraft } from './customer/visit_notes.tsx';
import { ErrandPanel } from './errand/errand_panel.tsx';

/** As long as a customer's data. */
const SHOWN_MS = 10_000;

export function WalkInPage(props: {
  readonly served: Served;
  /** Whole. */
  readonly phone: string;
  readonly controls: CounterControls;
  readonly today: Day;
  /** Into the search box. */
  readonly onLookUp: (text: string) => void;
}) {
  const { t } = useTranslation(['counter', 'common']);
  const { served, phone, controls } = props;
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    if (!isShown) return undefined;
    const timer = setTimeout(() => setIsShown(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isShown]);
  const draft = useNoteDraft();
  const isOpening = served.errand === null && served.failure === null;
  useKeys(({ key, ctrl, alt }) => !ctrl && !alt && controls.typeAhead(key), isOpening);
  const reveal = (): void => setIsShown(!isShown);
  return (
    <div className={styles['page']}>
      <section
        className={`${styles['blank']} ${styles['first']}`}
        aria-label={t('customer.region')}
      >
        <div className={card['identity']}>
          <h2 className={card['phone']} data-testid="walk-in-phone">
            {isShown ? phone : served.name}
          </h2>
          <button type="button" className={card['reveal']} onClick={reveal}>
            {t(isShown ? 'customer.hide' : 'customer.reveal')}{' '}
            <KeyHint label={COUNTER_KEYS.reveal} />
          </button>
        </div>
        <p className={card['unknown']}>{t('walkIn.unknown')}</p>
        <p className={card['later']}>{t('walkIn.later')}</p>
        <NoteList
          notes={(served.errand?.view.notes ?? []).toReversed()}
          doneToday={[]}
          today={props.today}
          onRemove={(note) => void controls.removeNote(note.event)}
        />
        <div className={card['note']}>
          <NoteField draft={draft} controls={controls} />
        </div>
      </section>
      {served.errand === null ? (
        <section className={styles['blank']}>
          {served.failure !== null && (
            <>
              <FailureText failure={served.failure} />
              <Button onClick={() => void controls.open(phone, served.name)}>
                {t('common:retry')}
              </Button>
            </>
          )}
        </section>
      ) : (
        <ErrandPanel
          served={served}
          errand={served.errand}
          controls={controls}
          today={props.today}
          onReveal={reveal}
          onFile={() => undefined}
          onMore={ignore}
          onCareSaid={ignore}
          onNote={draft.open}
          onLookUp={props.onLookUp}
        />
      )}
      <section className={`${styles['blank']} ${styles['last']}`} />
    </div>
  );
}

/** Nothing more is known, and nothing is due. */
const ignore = (): void => undefined;
