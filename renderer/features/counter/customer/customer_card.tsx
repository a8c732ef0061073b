// Who stands at the counter: identity (masked), standing, warnings. Everything says as of when.
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import type { CommandOutput } from '#shared/contract/commands.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import type { NoteView } from '#shared/contract/view_visit.ts';
import { useAsOf } from '#renderer/client/state.ts';
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
import { type NoteDraft, NoteField, NoteList } from './visit_notes.tsx';
import { isBeyond, LookUpReason } from './look_up_reason.tsx';
import type { Reveal } from './use_revealed.ts';

export function CustomerCard({
  customer,
  reveal,
  file,
  rests,
  today,
  consent,
  onConsent,
  onCareSaid,
  onFamily,
  notes,
  draft,
  controls,
}: {
  readonly customer: CustomerView;
  readonly reveal: Reveal<CommandOutput<'customer.reveal'>>;
  readonly file: Reveal<CommandOutput<'customer.file'>>;
  readonly consent: Consent;
  readonly onConsent: () => void;
  /** Nothing is sold because of a complaint. */
  readonly rests: boolean;
  readonly today: Day;
  readonly onCareSaid: () => void;
  readonly onFamily: (id: number, name: string) => void;
  /** Of the visit on the counter, the oldest first. */
  readonly notes: readonly NoteView[];
  readonly draft: NoteDraft;
  readonly controls: Pick<CounterControls, 'writeNote' | 'removeNote'>;
}) {
  const { t } = useTranslation(['counter', 'knowledge']);
  const { language } = useLocale();
  const { revealed } = reveal;
  const shown = revealed?.value ?? customer;
  // The status bar tells the last day of all data; the card says so only where it speaks of another.
  const barAsOf = useAsOf();
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
          {revealed !== null && <Countdown until={revealed.until} />}
          {customer.hasFile && (
            <button type="button" className={styles['file']} onClick={file.toggle}>
              {t(file.revealed === null ? 'knowledge:file.show' : 'knowledge:file.hide')}{' '}
              <KeyHint label={COUNTER_KEYS.file} />
            </button>
          )}
          {file.revealed !== null && <Countdown until={file.revealed.until} />}
          <Refusal reveal={reveal} customer={customer.id} action="reveal" />
          <Refusal reveal={file} customer={customer.id} action="file" />
        </div>
        {file.revealed !== null && file.revealed.value !== null && (
          <FileFacts file={file.revealed.value} />
        )}
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
        <NoteField draft={draft} controls={controls} />
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

/** Why it was not shown, with the way on where HQ's budget is used up. */
function Refusal({
  reveal: { failure, forgetFailure, toggle },
  customer,
  action,
}: {
  readonly reveal: Reveal<unknown>;
  readonly customer: number;
  readonly action: 'reveal' | 'file';
}) {
  if (failure === null) return null;
  if (!isBeyond(failure)) return <FailureText failure={failure} />;
  return (
    <LookUpReason
      beyond={failure}
      customer={customer}
      action={action}
      onAllowed={() => {
        forgetFailure();
        toggle();
      }}
      onClose={forgetFailure}
    />
  );
}

/** @param until UTC ms */
function Countdown({ until }: { readonly until: number }) {
  const { t } = useTranslation('counter');
  const now = useNow(250);
  return (
    <p className={styles['countdown']} role="timer">
      {t('customer.revealed', { seconds: secondsLeft(until, now) })}
    </p>
  );
}
