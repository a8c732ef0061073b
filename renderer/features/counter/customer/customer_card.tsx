// Who stands at the counter: identity (masked), standing, warnings. Everything says as of when.
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import type { NoteView } from '#shared/contract/view_visit.ts';
import { useAppState } from '#renderer/client/state.ts';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { dayText, secondsLeft } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { useNow } from '#renderer/ui/use_now.ts';
import type { Consent } from '../desk/consent.ts';
import type { CounterControls } from '../desk/controls.ts';
import styles from './customer_card.module.css';
import { ConsentLine } from './consent_line.tsx';
import { CareDue } from './care_due.tsx';
import { CustomerFacts } from './customer_facts.tsx';
import { CustomerRisks, LevelTag } from './customer_risks.tsx';
import { FileFacts } from './file_facts.tsx';
import { NoteField, NoteList, type NoteWriter } from './visit_notes.tsx';
import type { Revealed, useRevealed } from './use_revealed.ts';

export function CustomerCard({
  customer,
  reveal,
  rests,
  today,
  consent,
  onConsent,
  onCareSaid,
  onFamily,
  notes,
  writer,
  controls,
}: {
  readonly customer: CustomerView;
  readonly reveal: ReturnType<typeof useRevealed>;
  readonly consent: Consent;
  readonly onConsent: () => void;
  /** Nothing is sold because of a complaint. */
  readonly rests: boolean;
  readonly today: Day;
  readonly onCareSaid: () => void;
  readonly onFamily: (id: number, name: string) => void;
  /** Of the visit on the counter, the oldest first. */
  readonly notes: readonly NoteView[];
  readonly writer: Ref<NoteWriter>;
  readonly controls: Pick<CounterControls, 'writeNote' | 'removeNote'>;
}) {
  const { t } = useTranslation(['counter', 'knowledge']);
  const { language } = useLocale();
  const { revealed } = reveal;
  const shown = revealed ?? customer;
  // The status bar tells the last day of all data; the card says so only where it speaks of another.
  const barAsOf = useAppState()?.sync.asOf ?? null;
  return (
    <section className={styles['card']} aria-label={t('customer.region')}>
      <div className={styles['scroll']}>
        <div className={styles['identity']}>
          <h2 className={styles['name']} data-testid="customer-name">
            {shown.name === '' ? t('find.noName') : shown.name}
          </h2>
          <button type="button" className={styles['reveal']} onClick={reveal.toggle}>
            {t(revealed === null ? 'customer.reveal' : 'customer.hide')}{' '}
            <KeyHint label={COUNTER_KEYS.reveal} />
          </button>
          <p className={styles['phone']} data-testid="customer-phone">
            {shown.phone}
          </p>
          <p className={styles['account']}>
            {t('find.account', { account: shown.account })}
            {customer.idTail !== '' && <> · {t('find.tail', { tail: customer.idTail })}</>}
          </p>
          {customer.hasFile && revealed === null && (
            <p className={styles['account']}>
              {t('knowledge:file.has', { key: COUNTER_KEYS.reveal })}
            </p>
          )}
          {revealed !== null && <Countdown revealed={revealed} />}
          {reveal.failure !== null && <FailureText failure={reveal.failure} />}
        </div>
        {revealed !== null && revealed.file !== null && <FileFacts file={revealed.file} />}
        <CustomerRisks customer={customer} rests={rests} />
        <NoteList
          notes={withEarlier(notes, customer.notes)}
          doneToday={customer.doneToday}
          today={today}
          onRemove={(note) => void controls.removeNote(note.event)}
        />
        <CareDue care={customer.care} today={today} onSaid={onCareSaid} />
        <LevelTag level={customer.level} />
        <CustomerFacts customer={customer} today={today} onFamily={onFamily} />
        {customer.asOf !== barAsOf && (
          <p className={styles['asOf']}>
            {t('customer.asOf', { day: dayText(customer.asOf, language) })}
          </p>
        )}
      </div>
      <div className={styles['foot']}>
        <NoteField ref={writer} controls={controls} />
        <ConsentLine
          by={customer.optedOutBy}
          untold={customer.untold}
          consent={consent}
          onPress={onConsent}
        />
      </div>
    </section>
  );
}

/** Newest first. Those of this visit are newer than what the card was opened with. */
const withEarlier = (
  notes: readonly NoteView[],
  before: CustomerView['notes'],
): readonly NoteView[] => [
  ...notes.toReversed(),
  ...before
    .filter(({ visit }) => visit !== notes[0]?.visit)
    .map((note) => ({ ...note, isOwn: false })),
];

function Countdown({ revealed }: { readonly revealed: Revealed }) {
  const { t } = useTranslation('counter');
  const now = useNow(250);
  return (
    <p className={styles['countdown']} role="timer">
      {t('customer.revealed', { seconds: secondsLeft(revealed.until, now) })}
    </p>
  );
}
