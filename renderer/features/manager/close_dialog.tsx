// The day is closed: gifts counted against what is expected, what is open looked at, signed by a manager's PIN.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '#shared/contract/approval.ts';
import type { DayReport } from '#shared/contract/view_report.ts';
import { useClient, useSend } from '#renderer/client/services.tsx';
import { staffQuery } from '#renderer/client/staff.ts';
import { useAppState } from '#renderer/client/state.ts';
import { ApprovalDialog } from '#renderer/ui/approval_dialog.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { dayText } from '#renderer/ui/format.ts';
import { MANAGER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { dayTimeText } from '#renderer/ui/time_text.ts';
import styles from './close_dialog.module.css';
import { todayAt } from './day_choice.ts';
import tableStyles from './table.module.css';

/** Null: nothing is counted yet. Full-width digits count. */
const countOf = (text: string): number | null => {
  const plain = text.normalize('NFKC').trim();
  return /^\d{1,6}$/.test(plain) ? Number(plain) : null;
};

export function CloseDialog(props: {
  readonly report: DayReport;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const { report } = props;
  const staff = useQuery(staffQuery(useClient())).data;
  const send = useSend('day.close');
  const id = useId();
  const [counts, setCounts] = useState<Readonly<Record<string, string>>>({});
  const [difference, setDifference] = useState('');
  const counted = report.gifts.map((gift) => ({
    gift,
    count: countOf(counts[gift.id] ?? ''),
  }));
  const areCounted = counted.every(({ count }) => count !== null);
  const differs = counted.some(({ gift, count }) => count !== null && count !== gift.left);
  const unsaved = useAppState()?.sync.unsaved ?? 0;
  const isReady = areCounted && (!differs || difference.trim() !== '');

  const approve = async (approval: Approval): Promise<Failure | null> => {
    const outcome = await send.mutateAsync({
      day: report.day,
      gifts: counted.map(({ gift, count }) => ({ gift: gift.id, counted: count ?? 0 })),
      difference: differs ? difference : null,
      approval,
    });
    if (!outcome.ok) return outcome.error;
    props.onDone();
    return null;
  };
  return (
    <ApprovalDialog
      title={t('close.title', { day: dayText(report.day, language) })}
      submit={t('close.submit')}
      staff={staff?.ok === true ? staff.value : []}
      isReady={isReady}
      onApprove={approve}
      onClose={props.onClose}
    >
      <table className={tableStyles['table']}>
        <caption className="visually-hidden">{t('close.gifts')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('gifts.name')}</th>
            <th scope="col" className={tableStyles['figure']}>
              {t('close.expected')}
            </th>
            <th scope="col" className={tableStyles['figure']}>
              {t('close.counted')}
            </th>
          </tr>
        </thead>
        <tbody>
          {counted.map(({ gift, count }) => (
            <tr key={gift.id}>
              <th scope="row">{localText(gift.name, language)}</th>
              <td className={tableStyles['figure']}>{gift.left}</td>
              <td className={tableStyles['figure']}>
                <input
                  className={
                    count !== null && count !== gift.left ? styles['differs'] : styles['count']
                  }
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={6}
                  aria-label={t('close.countOf', { gift: localText(gift.name, language) })}
                  value={counts[gift.id] ?? ''}
                  onChange={({ target }) => setCounts({ ...counts, [gift.id]: target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {differs && (
        <Why
          id={`${id}-difference`}
          label={t('close.difference')}
          value={difference}
          onChange={setDifference}
        />
      )}
      <p className={styles['note']}>
        {report.unfinished === 0
          ? t('close.allFinished')
          : t('close.unfinished', { count: report.unfinished })}
      </p>
      <OtherWindows report={report} />
      <p className={styles['note']}>
        {report.unsent === 0
          ? t('outbox.allSent')
          : unsaved > 0
            ? t('close.unsent', { count: unsaved, key: MANAGER_KEYS.stick })
            : t('close.saved', { count: report.unsent })}
      </p>
    </ApprovalDialog>
  );
}

/** What they recorded and have not sent HQ cannot know: the manager sees how far each was heard. */
function OtherWindows({ report }: { readonly report: DayReport }) {
  const { t } = useTranslation('manager');
  const locale = useLocale();
  const today = todayAt(report.computedAt, locale.timeZone);
  const others = report.devices.filter(({ name }) => name !== null);
  if (others.length === 0) return null;
  return (
    <ul className={styles['note']}>
      {others.map(({ id, name, asOf }) => (
        <li key={id}>
          {asOf === null
            ? t('close.neverHeard', { name: name ?? '' })
            : t('close.heardAt', { name: name ?? '', time: dayTimeText(asOf, today, locale) })}
        </li>
      ))}
    </ul>
  );
}

function Why(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  return (
    <div className={styles['why']}>
      <label htmlFor={props.id}>{props.label}</label>
      <input
        id={props.id}
        className={styles['text']}
        autoComplete="off"
        maxLength={500}
        value={props.value}
        onChange={({ target }) => props.onChange(target.value)}
      />
    </div>
  );
}
