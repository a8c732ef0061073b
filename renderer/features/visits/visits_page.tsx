// The visits of a day: found, narrowed down, looked at, taken back or corrected, all by keys.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type Day, dayOfInstant } from '#shared/base/month.ts';
import { formatMoney } from '#shared/base/money.ts';
import {
  ALL_VISITS,
  type ListedVisit,
  type VisitFilter,
  type VisitList,
  type VisitsBehind,
  VISITS_PER_PAGE,
} from '#shared/contract/view_visits.ts';
import { hintsQuery, visitsQuery } from '#renderer/client/report.ts';
import { useClient, useSend } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { countText, dayText } from '#renderer/ui/format.ts';
import { HintList } from '#renderer/ui/hint_list.tsx';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { MANAGER_KEYS, VISIT_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { useMinute } from '#renderer/ui/use_now.ts';
import { CorrectDialog } from './correct_dialog.tsx';
import { VisitDetail } from './visit_detail.tsx';
import { FIND_FIELD, VisitFilters } from './visit_filters.tsx';
import { VisitTable } from './visit_table.tsx';
import styles from './visits_page.module.css';

type VisitsPageProps = {
  readonly timeZone: string;
  /** A clerk sees the own visits, and corrects none. */
  readonly isManager: boolean;
  /** The figure that was opened; null: all of today. */
  readonly start: VisitsBehind | null;
  /** Back to the figure; null: the page was opened by itself. */
  readonly onBack: (() => void) | null;
};

export function VisitsPage({ timeZone, isManager, start, onBack }: VisitsPageProps) {
  const { t } = useTranslation(['visits', 'common']);
  const client = useClient();
  const now = useMinute();
  const today = dayOfInstant(now, timeZone);
  const [chosen, setChosen] = useState<Day | null>(
    start?.day === today && start.to === null ? null : (start?.day ?? null),
  );
  const [to, setTo] = useState<Day | null>(start?.to ?? null);
  const [filter, setFilter] = useState<VisitFilter>(start?.filter ?? ALL_VISITS);
  const [offset, setOffset] = useState(0);
  const [picked, setPicked] = useState<string | null>(null);
  const [correcting, setCorrecting] = useState<ListedVisit | null>(null);
  const [note, setNote] = useState<'corrected' | 'undone' | Failure | null>(null);
  const undo = useSend('visit.undo');
  const { data } = useQuery({
    ...visitsQuery(client, { day: chosen, to, filter, offset }),
    placeholderData: keepPreviousData,
  });
  const hints = useQuery(hintsQuery(client)).data;
  const list = data?.ok === true ? data.value : null;
  const rows = list?.rows ?? [];
  const visit = rows.find((row) => row.visit === picked) ?? rows[0] ?? null;

  const narrow = (change: Partial<VisitFilter>): void => {
    setFilter({ ...filter, ...change });
    setOffset(0);
    setPicked(null);
  };
  const goTo = (day: Day): void => {
    setChosen(day >= today ? null : day);
    setTo(null);
    setFilter({ ...filter, weekday: null, until: null });
    setOffset(0);
    setPicked(null);
  };
  const turn = (step: 1 | -1): void => {
    const next = offset + step * VISITS_PER_PAGE;
    if (next < 0 || next >= (list?.total ?? 0)) return;
    setOffset(next);
    setPicked(null);
  };
  const move = (step: 1 | -1): void => {
    const at = rows.findIndex((row) => row.visit === visit?.visit);
    setPicked(rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.visit ?? null);
  };
  const takeBack = async (): Promise<void> => {
    if (visit === null || visit.undo === null) return;
    const answer = await undo.mutateAsync({ visit: visit.visit, event: visit.undo.event });
    setNote(answer.ok ? 'undone' : answer.error);
  };
  const correct = (): void => {
    if (isManager && visit !== null && visit.state !== 'void') setCorrecting(visit);
  };

  useKeys((press) => {
    if (press.ctrl || press.alt) return false;
    if (press.key === 'ArrowDown') move(1);
    else if (press.key === 'ArrowUp') move(-1);
    else if (press.key === 'PageDown') turn(1);
    else if (press.key === 'PageUp') turn(-1);
    else if (press.key === 'Escape') {
      if (press.isTyping) leaveField();
      else if (onBack !== null) onBack();
      else return false;
    } else if (press.key === 'Enter' && press.isTyping) leaveField();
    else if (press.isTyping) return false;
    else if (press.key === '/') findField()?.focus();
    else if (press.key === 'Enter') correct();
    else if (press.key === 'u') void takeBack();
    else if (press.key === 'ArrowLeft') goTo(addDays(chosen ?? today, -1));
    else if (press.key === 'ArrowRight') goTo(addDays(chosen ?? today, 1));
    else if (press.key === 't') goTo(today);
    else return false;
    return true;
  }, correcting === null);

  return (
    <div className={styles['page']}>
      <header className={styles['bar']}>
        <h1 className={styles['title']}>
          {isManager ? t('whole') : t('own')} <DayName day={list?.day ?? chosen ?? today} />
          {list !== null && list.to !== list.day && (
            <>
              {' – '}
              <DayName day={list.to} />
            </>
          )}
        </h1>
        <DaySteps day={chosen ?? today} today={today} onChoose={goTo} />
        {onBack !== null && (
          <button type="button" className={styles['button']} onClick={onBack}>
            {t('back')} <KeyHint label={VISIT_KEYS.back} />
          </button>
        )}
        {list !== null && <Sums list={list} />}
      </header>
      {list !== null && !isManager && <OwnFigures figures={list.figures} />}
      {!isManager && hints?.ok === true && hints.value.found.length > 0 && (
        <section className={styles['card']} aria-label={t('common:hints.titleAll')}>
          <h2 className={styles['hints']}>{t('common:hints.titleAll')}</h2>
          <HintList hints={hints.value} />
        </section>
      )}
      <VisitFilters filter={filter} list={list} isManager={isManager} onNarrow={narrow} />
      {data?.ok === false && <FailureText failure={data.error} />}
      {note !== null && typeof note === 'object' && <FailureText failure={note} />}
      {typeof note === 'string' && (
        <p role="status" className={styles['note']}>
          {note === 'corrected' ? t('correct.done') : t('detail.undone')}
        </p>
      )}
      {list !== null && (
        <div className={styles['columns']}>
          <section className={styles['card']}>
            {rows.length === 0 ? (
              <Nothing filter={filter} onClear={() => narrow(ALL_VISITS)} />
            ) : (
              <VisitTable
                rows={rows}
                picked={visit?.visit ?? null}
                hasDays={list.to !== list.day}
                hasDevices={list.devices.length > 1}
                isManager={isManager}
                onPick={setPicked}
              />
            )}
            <Pages list={list} onTurn={turn} />
          </section>
          <VisitDetail
            visit={visit}
            isManager={isManager}
            onUndo={() => void takeBack()}
            onCorrect={correct}
          />
        </div>
      )}
      {correcting !== null && (
        <CorrectDialog
          visit={correcting}
          onDone={() => {
            setCorrecting(null);
            setNote('corrected');
          }}
          onClose={() => setCorrecting(null)}
        />
      )}
    </div>
  );
}

const findField = (): HTMLElement | null => document.getElementById(FIND_FIELD);

/** Whatever field it is: what was typed or chosen stays. */
const leaveField = (): void => {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
};

function DayName({ day }: { readonly day: Day }) {
  const { language } = useLocale();
  return <span className={styles['day']}>{dayText(day, language)}</span>;
}

function DaySteps(props: {
  readonly day: Day;
  readonly today: Day;
  readonly onChoose: (day: Day) => void;
}) {
  const { t } = useTranslation('manager');
  const { day, today, onChoose } = props;
  const isToday = day >= today;
  return (
    <div className={styles['group']}>
      <button type="button" className={styles['button']} onClick={() => onChoose(addDays(day, -1))}>
        <KeyHint label={MANAGER_KEYS.previousDay} /> {t('previousDay')}
      </button>
      <button
        type="button"
        className={styles['button']}
        disabled={isToday}
        onClick={() => onChoose(addDays(day, 1))}
      >
        {t('nextDay')} <KeyHint label={MANAGER_KEYS.nextDay} />
      </button>
      <button
        type="button"
        className={styles['button']}
        disabled={isToday}
        onClick={() => onChoose(today)}
      >
        {t('backToToday')} <KeyHint label={MANAGER_KEYS.today} />
      </button>
    </div>
  );
}

function Sums({ list }: { readonly list: VisitList }) {
  const { t } = useTranslation('visits');
  const { language, currency } = useLocale();
  return (
    <p className={styles['sums']} role="status">
      <strong>{t('count', { count: list.total })}</strong>{' '}
      {t('sums', {
        prepaid: formatMoney(list.prepaid, currency, language),
        claimed: formatMoney(list.claimed, currency, language),
      })}
    </p>
  );
}

/** What the clerk did on the day; nobody else's figures stand beside it. */
function OwnFigures({ figures }: Pick<VisitList, 'figures'>) {
  const { t } = useTranslation('visits');
  const { language, currency } = useLocale();
  const { visits, said, accepted, care, claimed } = figures;
  return (
    <p className={styles['note']}>
      {t('ownFigures', {
        visits,
        said,
        accepted,
        care,
        claimed: formatMoney(claimed, currency, language),
      })}
    </p>
  );
}

function Nothing(props: { readonly filter: VisitFilter; readonly onClear: () => void }) {
  const { t } = useTranslation('visits');
  const isAll = JSON.stringify(props.filter) === JSON.stringify(ALL_VISITS);
  if (isAll) return <p className={styles['none']}>{t('noneYet')}</p>;
  return (
    <p className={styles['none']}>
      {t('none')}{' '}
      <button type="button" className={styles['button']} onClick={props.onClear}>
        {t('clear')}
      </button>
    </p>
  );
}

function Pages(props: { readonly list: VisitList; readonly onTurn: (step: 1 | -1) => void }) {
  const { t } = useTranslation('visits');
  const { offset, rows, total } = props.list;
  if (total <= VISITS_PER_PAGE) return null;
  return (
    <nav className={styles['pages']} aria-label={t('morePages')}>
      <button
        type="button"
        className={styles['button']}
        disabled={offset === 0}
        onClick={() => props.onTurn(-1)}
      >
        <KeyHint label={VISIT_KEYS.previousPage} />
      </button>
      <span>
        {t('page', {
          from: countText(offset + 1),
          to: countText(offset + rows.length),
          total: countText(total),
        })}
      </span>
      <button
        type="button"
        className={styles['button']}
        disabled={offset + rows.length >= total}
        onClick={() => props.onTurn(1)}
      >
        <KeyHint label={VISIT_KEYS.nextPage} />
      </button>
    </nav>
  );
}
