// A manager corrects one visit: what is wrong, what it should have been, why, and the PIN.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAmount, parseAmount } from '#shared/base/money.ts';
import type { Approval } from '#shared/contract/approval.ts';
import type { CommandInput } from '#shared/contract/commands.ts';
import type { ListedVisit } from '#shared/contract/view_visits.ts';
import { isDay } from '#shared/base/month.ts';
import {
  type Answer,
  answerSchema,
  type DeclineReason,
  declineReasonSchema,
  type NotSaidReason,
  notSaidReasonSchema,
} from '#shared/model/visit.ts';
import { useClient, useSend } from '#renderer/client/services.tsx';
import { staffQuery } from '#renderer/client/staff.ts';
import { ApprovalDialog } from '#renderer/ui/approval_dialog.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { answerWord } from './reason_word.ts';
import { timeText } from '#renderer/ui/time_text.ts';
import styles from './correct_dialog.module.css';

type Correction = CommandInput<'visit.correct'>['correction'];
type What = Correction['what'];

export function CorrectDialog(props: {
  readonly visit: ListedVisit;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('visits');
  const { timeZone } = useLocale();
  const { visit } = props;
  const staff = useQuery(staffQuery(useClient())).data;
  const send = useSend('visit.correct');
  const id = useId();
  const kinds: readonly What[] = [
    ...(visit.finish === null ? [] : (['finish'] as const)),
    ...(visit.answers.length === 0 ? [] : (['answer'] as const)),
    'void',
  ];
  const [what, setWhat] = useState<What>(kinds[0] ?? 'void');
  const [reason, setReason] = useState('');
  const finish = useFinish(visit);
  const answer = useAnswer(visit);
  const correction: Correction | null =
    what === 'void' ? { what } : what === 'finish' ? finish.correction : answer.correction;

  const approve = async (approval: Approval): Promise<Failure | null> => {
    if (correction === null) return null;
    const input = { visit: visit.visit, correction, reason, approval };
    const outcome = await send.mutateAsync(input);
    if (!outcome.ok) return outcome.error;
    props.onDone();
    return null;
  };
  return (
    <ApprovalDialog
      title={t('correct.title')}
      submit={t('correct.submit')}
      staff={staff?.ok === true ? staff.value : []}
      isReady={correction !== null && reason.trim() !== ''}
      onApprove={approve}
      onClose={props.onClose}
    >
      <p className={styles['about']}>
        {t('correct.about', {
          customer: visit.customer?.name || t('unknownCustomer'),
          time: timeText(visit.ended ?? visit.at, timeZone),
          clerk: visit.staffName,
        })}
      </p>
      <fieldset className={styles['kinds']}>
        <legend className={styles['label']}>{t('correct.what')}</legend>
        {kinds.map((kind) => (
          <label key={kind} className={styles['kind']}>
            <input
              type="radio"
              name={`${id}-what`}
              checked={kind === what}
              onChange={() => setWhat(kind)}
            />
            {t(`correct.${kind}`)}
          </label>
        ))}
      </fieldset>
      {what === 'finish' && finish.fields}
      {what === 'answer' && answer.fields}
      {what === 'void' && <p className={styles['hint']}>{t('correct.voidHint')}</p>}
      <div className={styles['field']}>
        <label className={styles['label']} htmlFor={`${id}-reason`}>
          {t('correct.reason')}
        </label>
        <input
          id={`${id}-reason`}
          className={styles['input']}
          aria-describedby={`${id}-reason-hint`}
          autoComplete="off"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <p id={`${id}-reason-hint`} className={styles['hint']}>
          {t('correct.reasonHint')}
        </p>
      </div>
    </ApprovalDialog>
  );
}

/** What was really prepaid, and which gifts stay given. */
function useFinish(visit: ListedVisit) {
  const { t } = useTranslation('visits');
  const { language, currency } = useLocale();
  const id = useId();
  const [amount, setAmount] = useState(
    visit.prepaid === null ? '' : formatAmount(visit.prepaid, currency).replaceAll(',', ''),
  );
  const [kept, setKept] = useState(() => new Set(visit.gifts.map((gift) => gift.id)));
  const prepaid = amount.trim() === '' ? null : parseAmount(amount, currency);
  const correction: Correction | null =
    prepaid === undefined
      ? null
      : {
          what: 'finish',
          prepaid,
          gifts: visit.gifts
            .filter((gift) => kept.has(gift.id))
            .map(({ id: gift, count }) => ({ gift, count })),
        };
  const fields = (
    <>
      <div className={styles['field']}>
        <label className={styles['label']} htmlFor={`${id}-prepaid`}>
          {t('correct.prepaid')}
        </label>
        <input
          id={`${id}-prepaid`}
          className={styles['amount']}
          inputMode="decimal"
          autoComplete="off"
          maxLength={10}
          placeholder={t('correct.noMoney')}
          aria-invalid={prepaid === undefined}
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
        />
      </div>
      {visit.gifts.length > 0 && (
        <fieldset className={styles['kinds']}>
          <legend className={styles['label']}>{t('correct.giftsKept')}</legend>
          {visit.gifts.map((gift) => (
            <label key={gift.id} className={styles['kind']}>
              <input
                type="checkbox"
                checked={kept.has(gift.id)}
                onChange={({ target }) => {
                  const next = new Set(kept);
                  if (target.checked) next.add(gift.id);
                  else next.delete(gift.id);
                  setKept(next);
                }}
              />
              {localText(gift.name, language)}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
  return { correction, fields };
}

/** One of the answers, and what it should have been. */
function useAnswer(visit: ListedVisit) {
  const { t } = useTranslation(['visits', 'counter']);
  const { language } = useLocale();
  const id = useId();
  const first = visit.answers[0];
  const [event, setEvent] = useState(first?.event ?? null);
  const isCare = visit.answers.some((given) => given.event === event && given.isCare);
  const [answer, setAnswer] = useState<Answer>(first?.answer ?? 'declined');
  const [declined, setDeclined] = useState<DeclineReason>('other');
  const [notSaid, setNotSaid] = useState<NotSaidReason>('other');
  const [laterOn, setLaterOn] = useState('');
  const isWhole = event !== null && (answer !== 'later' || isDay(laterOn));
  const correction: Correction | null = isWhole
    ? {
        what: 'answer',
        event,
        answer,
        declineReason: answer === 'declined' ? declined : null,
        notSaidReason: answer === 'not-said' ? notSaid : null,
        laterOn: answer === 'later' ? laterOn : null,
      }
    : null;
  const fields = (
    <div className={styles['row']}>
      <Select
        id={`${id}-which`}
        label={t('visits:correct.which')}
        value={event ?? ''}
        options={visit.answers.map((given) => [given.event, localText(given.offer, language)])}
        onChoose={(value) =>
          setEvent(visit.answers.find((given) => given.event === value)?.event ?? null)
        }
      />
      <Select
        id={`${id}-becomes`}
        label={t('visits:correct.becomes')}
        value={answer}
        options={answerSchema.options.map((value) => [value, answerWord(t, value, isCare)])}
        onChoose={(value) => setAnswer(answerSchema.parse(value))}
      />
      {answer === 'declined' && (
        <Select
          id={`${id}-why`}
          label={t('visits:correct.why')}
          value={declined}
          options={declineReasonSchema.options.map((value) => [
            value,
            t(`counter:answer.declineReason.${value}`),
          ])}
          onChoose={(value) => setDeclined(declineReasonSchema.parse(value))}
        />
      )}
      {answer === 'not-said' && (
        <Select
          id={`${id}-why`}
          label={t('visits:correct.why')}
          value={notSaid}
          options={notSaidReasonSchema.options.map((value) => [
            value,
            t(`counter:answer.notSaidReason.${value}`),
          ])}
          onChoose={(value) => setNotSaid(notSaidReasonSchema.parse(value))}
        />
      )}
      {answer === 'later' && (
        <div className={styles['field']}>
          <label className={styles['label']} htmlFor={`${id}-later`}>
            {t('visits:correct.laterOn')}
          </label>
          <input
            id={`${id}-later`}
            className={styles['input']}
            type="date"
            value={laterOn}
            onChange={({ target }) => setLaterOn(target.value)}
          />
        </div>
      )}
    </div>
  );
  return { correction, fields };
}

function Select(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChoose: (value: string) => void;
}) {
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={props.id}>
        {props.label}
      </label>
      <select
        id={props.id}
        className={styles['input']}
        value={props.value}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
