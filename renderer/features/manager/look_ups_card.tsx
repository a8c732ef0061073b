// Who looked at whom at this computer on the day, by person; each figure opens what it counts. It accuses nobody.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import {
  type LookUpsShown,
  lookUpsShownSchema,
  type StaffLookUps,
} from '#shared/contract/view_look_ups.ts';
import { lookUpDayQuery } from '#renderer/client/look_ups.ts';
import { useClient } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import behind from './behind.module.css';
import { LookUpList } from './look_up_list.tsx';
import tableStyles from './table.module.css';

const COLUMNS = lookUpsShownSchema.options;

const figureOf = (row: StaffLookUps, shown: LookUpsShown): number =>
  ({
    searches: row.searches,
    opened: row.opened,
    'no-errand': row.withoutErrand,
    revealed: row.revealed,
    files: row.files,
    beyond: row.beyond,
  })[shown];

export function LookUpsCard({ day }: { readonly day: Day }) {
  const { t } = useTranslation('manager');
  const { data } = useQuery(lookUpDayQuery(useClient(), day));
  const [open, setOpen] = useState<{ readonly staff: string; readonly shown: LookUpsShown } | null>(
    null,
  );
  if (data?.ok === false) return <FailureText failure={data.error} />;
  const staff = data?.value.staff ?? [];
  const opened = staff.find((row) => row.staff === open?.staff);
  return (
    <>
      <p>{t('lookUps.note')}</p>
      {data !== undefined && staff.length === 0 && <p>{t('lookUps.none')}</p>}
      {staff.length > 0 && (
        <table className={tableStyles['table']}>
          <caption className="visually-hidden">{t('lookUps.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('clerks.name')}</th>
              {COLUMNS.map((shown) => (
                <th key={shown} scope="col" className={tableStyles['figure']}>
                  {t(`lookUps.column.${shown}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {staff.map((row) => (
              <tr key={row.staff}>
                <th scope="row">{row.name}</th>
                {COLUMNS.map((shown) => (
                  <td key={shown} className={tableStyles['figure']}>
                    <Figure
                      count={figureOf(row, shown)}
                      name={t('lookUps.open', {
                        name: row.name,
                        what: t(`lookUps.column.${shown}`),
                        count: figureOf(row, shown),
                      })}
                      isOpen={open?.staff === row.staff && open.shown === shown}
                      onToggle={(isOpen) => setOpen(isOpen ? { staff: row.staff, shown } : null)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open !== null && opened !== undefined && (
        <LookUpList
          key={`${day} ${open.staff} ${open.shown}`}
          day={day}
          staff={open.staff}
          name={opened.name}
          shown={open.shown}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function Figure(props: {
  readonly count: number;
  /** Of the button, for who hears it. */
  readonly name: string;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}) {
  if (props.count === 0) return 0;
  return (
    <button
      type="button"
      className={behind['behind']}
      aria-label={props.name}
      aria-expanded={props.isOpen}
      onClick={() => props.onToggle(!props.isOpen)}
    >
      {props.count}
    </button>
  );
}
