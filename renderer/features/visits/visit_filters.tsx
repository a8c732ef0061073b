// What narrows the list down: a typed text, and one choice of each kind.
import { useTranslation } from 'react-i18next';
import type { VisitFilter, VisitList, VisitsShown } from '#shared/contract/view_visits.ts';
import { type Answer, answerSchema, type Purpose, purposeSchema } from '#shared/model/visit.ts';
import { clockText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { VISIT_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import styles from './visits_page.module.css';

const SHOWN: readonly VisitsShown[] = [
  'all',
  'finished',
  'unfinished',
  'money',
  'claimed',
  'came',
  'settled',
  'short',
  'not-found',
  'reversed',
  'waiting',
  'settled-changed',
  'said',
  'accepted',
  'care',
  'not-said',
  'gifts',
  'marked',
  'unusual',
  'meant-little',
  'not-settled',
  'not-paid',
  'gift-unpaid',
  'exception',
  'many-at-once',
  'looked-up',
  'corrected',
  'late',
];

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Of the field that a key goes to. */
export const FIND_FIELD = 'find-visit';

export function VisitFilters(props: {
  readonly filter: VisitFilter;
  /** Null before the first answer. */
  readonly list: VisitList | null;
  readonly isManager: boolean;
  readonly onNarrow: (change: Partial<VisitFilter>) => void;
}) {
  const { t } = useTranslation(['visits', 'counter', 'manager']);
  const locale = useLocale();
  const { language } = locale;
  const { filter, list, onNarrow } = props;
  return (
    <div className={styles['filters']} role="search">
      <span className={styles['find']}>
        <KeyHint label={VISIT_KEYS.find} />
        <input
          id={FIND_FIELD}
          className={styles['text']}
          aria-label={t('visits:search')}
          placeholder={t('visits:search')}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={filter.text}
          onChange={(event) => onNarrow({ text: event.target.value })}
        />
      </span>
      <Choice
        kind="shown"
        value={filter.shown}
        options={SHOWN.map((id) => ({ id, name: t(`visits:shown.${id}`) }))}
        onChoose={(shown) => onNarrow({ shown: (shown ?? 'all') as VisitsShown })}
      />
      {props.isManager && (
        <Choice
          kind="staff"
          value={filter.staff}
          options={list?.staff ?? []}
          onChoose={(staff) => onNarrow({ staff })}
        />
      )}
      <Choice
        kind="purpose"
        value={filter.purpose}
        options={purposeSchema.options.map((id) => ({ id, name: t(`counter:purpose.${id}`) }))}
        onChoose={(purpose) => onNarrow({ purpose: purpose as Purpose | null })}
      />
      <Choice
        kind="offer"
        value={filter.offer}
        options={(list?.offers ?? []).map(({ id, name }) => ({
          id,
          name: localText(name, language),
        }))}
        onChoose={(offer) => onNarrow({ offer })}
      />
      <Choice
        kind="answer"
        value={filter.answer}
        options={answerSchema.options.map((id) => ({ id, name: t(`counter:answer.${id}`) }))}
        onChoose={(answer) => onNarrow({ answer: answer as Answer | null })}
      />
      <Choice
        kind="gift"
        value={filter.gift}
        options={(list?.gifts ?? []).map(({ id, name }) => ({
          id,
          name: localText(name, language),
        }))}
        onChoose={(gift) => onNarrow({ gift })}
      />
      {list !== null && list.to !== list.day && (
        <Choice
          kind="weekday"
          value={filter.weekday === null ? null : String(filter.weekday)}
          options={WEEKDAYS.map((id) => ({ id, name: t(`manager:weekday.${id}`) }))}
          onChoose={(weekday) => onNarrow({ weekday: weekday === null ? null : Number(weekday) })}
        />
      )}
      <Choice
        kind="hour"
        value={filter.hour === null ? null : String(filter.hour)}
        options={HOURS.map((hour) => ({
          id: String(hour),
          name: t('manager:chart.hourRange', { from: hour, to: hour + 1 }),
        }))}
        onChoose={(hour) => onNarrow({ hour: hour === null ? null : Number(hour) })}
      />
      {filter.until !== null && (
        <Choice
          kind="until"
          value={String(filter.until)}
          options={[
            {
              id: String(filter.until),
              name: t('visits:until', { time: clockText(filter.until, locale) }),
            },
          ]}
          onChoose={() => onNarrow({ until: null })}
        />
      )}
      {(list?.devices.length ?? 0) > 1 && (
        <Choice
          kind="device"
          value={filter.device}
          options={(list?.devices ?? []).map(({ id, name }) => ({
            id,
            name: name ?? t('visits:thisComputer'),
          }))}
          onChoose={(device) => onNarrow({ device })}
        />
      )}
    </div>
  );
}

function Choice(props: {
  readonly kind:
    | 'shown'
    | 'staff'
    | 'purpose'
    | 'answer'
    | 'offer'
    | 'gift'
    | 'device'
    | 'weekday'
    | 'hour'
    | 'until';
  readonly value: string | null;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly onChoose: (id: string | null) => void;
}) {
  const { t } = useTranslation('visits');
  const { kind, value, options, onChoose } = props;
  // What was chosen stays in sight although the day has none of it.
  const isMissing = value !== null && !options.some(({ id }) => id === value);
  return (
    <select
      className={value === null || value === 'all' ? styles['choice'] : styles['chosen']}
      aria-label={t(`any.${kind}`)}
      value={value ?? ''}
      onChange={(event) => onChoose(event.target.value === '' ? null : event.target.value)}
    >
      {kind !== 'shown' && <option value="">{t(`any.${kind}`)}</option>}
      {isMissing && <option value={value}>{value}</option>}
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
