// One customer being served: who and what to mind, the errand, the history.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import { customerQuery, useFile, useReveal } from '#renderer/client/customer.ts';
import { useClient } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { useNarrow } from '#renderer/ui/use_narrow.ts';
import { useCareDone } from '#renderer/client/care.ts';
import type { Served } from './desk/counter.ts';
import styles from './customer_page.module.css';
import { CustomerCard } from './customer/customer_card.tsx';
import { isBeyond, LookUpReason } from './customer/look_up_reason.tsx';
import { SidePanel } from './customer/side_panel.tsx';
import { useNoteDraft } from './customer/visit_notes.tsx';
import { useRevealed } from './customer/use_revealed.ts';
import { ErrandPanel } from './errand/errand_panel.tsx';
import type { CounterControls } from './desk/controls.ts';
import type { Folds } from './desk/use_folds.ts';

export function CustomerPage({
  served,
  id,
  controls,
  folds,
  today,
  onLookUp,
  onPaper,
}: {
  readonly served: Served;
  readonly id: number;
  readonly controls: CounterControls;
  readonly folds: Folds;
  readonly today: Day;
  /** Into the search box. */
  readonly onLookUp: (text: string) => void;
  readonly onPaper: () => void;
}) {
  const { t } = useTranslation(['counter', 'common']);
  const { data } = useQuery(customerQuery(useClient(), id));
  const [askReveal, askFile] = [useReveal(), useFile()];
  const reveal = useRevealed(() => askReveal(id));
  const file = useRevealed(() => askFile(id));
  const [isAsking, setIsAsking] = useState(true);
  const customer = data?.ok === true ? data.value : null;
  const noteCare = useCareDone();
  const careSaid = (): void => {
    const due = customer?.care.find((item) => item.done === null);
    if (due !== undefined) void noteCare(due.id, id, 'done');
  };
  const draft = useNoteDraft();
  const isNarrow = useNarrow();
  const refusal = data?.ok === false ? data.error : served.failure;
  const isOpening = served.errand === null && served.failure === null;
  useKeys(({ key, ctrl, alt }) => !ctrl && !alt && controls.typeAhead(key), isOpening);
  const card =
    customer === null ? (
      <section className={styles['blank']} aria-label={t('customer.region')}>
        <h2>{served.name}</h2>
        {data?.ok !== false ? (
          <p role="status">{t('customer.loading')}</p>
        ) : (
          !isBeyond(data.error) && <FailureText failure={data.error} />
        )}
      </section>
    ) : (
      <CustomerCard
        customer={customer}
        reveal={reveal}
        file={file}
        rests={served.errand?.view.silence?.code === 'complaint'}
        consent={served.consent}
        onConsent={() =>
          served.consent.isAsked
            ? controls.confirmConsent(performance.now())
            : controls.askConsent(performance.now())
        }
        today={today}
        onCareSaid={careSaid}
        onFamily={(member, name) => void controls.open(member, name)}
        notes={served.errand?.view.notes ?? []}
        draft={draft}
        controls={controls}
      />
    );
  return (
    <div className={styles['page']}>
      {isNarrow ? null : card}
      {served.errand === null ? (
        <section className={styles['blank']}>
          {isBeyond(refusal) ? (
            <>
              <FailureText failure={refusal} />
              <Button onClick={() => setIsAsking(true)}>{t('beyond.submit')}</Button>
              {isAsking && (
                <LookUpReason
                  beyond={refusal}
                  customer={id}
                  action="open"
                  onAllowed={() => void controls.open(id, served.name)}
                  onClose={() => setIsAsking(false)}
                />
              )}
            </>
          ) : (
            served.failure !== null && (
              <>
                <FailureText failure={served.failure} />
                <Button onClick={() => void controls.open(id, served.name)}>
                  {t('common:retry')}
                </Button>
              </>
            )
          )}
        </section>
      ) : (
        <ErrandPanel
          served={served}
          errand={served.errand}
          controls={controls}
          today={today}
          onReveal={reveal.toggle}
          onFile={() => {
            if (customer?.hasFile === true) file.toggle();
          }}
          onMore={folds.turn}
          onCareSaid={careSaid}
          onNote={draft.open}
          onLookUp={onLookUp}
          onPaper={onPaper}
        />
      )}
      {customer === null && !isNarrow ? (
        <section className={styles['blank']} />
      ) : (
        <SidePanel
          customer={customer}
          card={isNarrow ? card : null}
          openVisit={served.errand?.view.visit ?? null}
          today={today}
          folds={folds}
        />
      )}
    </div>
  );
}
