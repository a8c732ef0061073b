// The look-ups behind a figure, the newest first, a page at a time.
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import {
  type ListedLookUp,
  LOOK_UPS_PER_PAGE,
  type LookUpsShown,
} from '#shared/contract/view_look_ups.ts';
import { lookUpReasonSchema } from '#shared/model/look_up.ts';
import { lookUpListQuery } from '#renderer/client/look_ups.ts';
import { useClient } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { timeText } from '#renderer/ui/time_text.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import styles from './look_up_list.module.css';
import tableStyles from './table.module.css';

export function LookUpList(props: {
  readonly day: Day;
  readonly staff: string;
  readonly name: string;
  readonly shown: LookUpsShown;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['manager', 'common']);
  const { day, staff, shown } = props;
  const [offset, setOffset] = useState(0);
  const { data } = useQuery({
    ...lookUpListQuery(useClient(), { day, staff, shown, offset }),
    placeholderData: keepPreviousData,
  });
  if (data?.ok === false) return <FailureText failure={data.error} />;
  const { rows = [], total = 0 } = data?.value ?? {};
  const title = t('lookUps.list', { name: props.name, what: t(`lookUps.column.${shown}`) });
  return (
    <section aria-label={title} data-testid="look-up-list">
      <h3 className={styles['title']}>{title}</h3>
      <table className={tableStyles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('lookUps.at')}</th>
            <th scope="col">{t('lookUps.customer')}</th>
            <th scope="col">{t('lookUps.what')}</th>
            <th scope="col">{t('lookUps.errand')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((look) => (
            <Row key={look.sequence} look={look} />
          ))}
        </tbody>
      </table>
      <div className={styles['buttons']}>
        {total > LOOK_UPS_PER_PAGE && (
          <>
            <Button
              variant="default"
              disabled={offset === 0}
              onClick={() => setOffset(Math.max(0, offset - LOOK_UPS_PER_PAGE))}
            >
              {t('lookUps.newer')}
            </Button>
            <Button
              variant="default"
              disabled={offset + LOOK_UPS_PER_PAGE >= total}
              onClick={() => setOffset(offset + LOOK_UPS_PER_PAGE)}
            >
              {t('lookUps.older')}
            </Button>
          </>
        )}
        <Button variant="default" onClick={props.onClose}>
          {t('common:close')}
        </Button>
      </div>
    </section>
  );
}

function Row({ look }: { readonly look: ListedLookUp }) {
  const { t } = useTranslation(['manager', 'common']);
  const { timeZone } = useLocale();
  const { action, customer, hits, reason, approvedBy } = look;
  const known = lookUpReasonSchema.safeParse(reason);
  const because = known.success ? t(`common:lookUpReason.${known.data}`) : reason;
  return (
    <tr>
      <th scope="row">{timeText(look.at, timeZone)}</th>
      <td>
        {customer === null
          ? action !== 'search' && t('lookUps.gone')
          : `${customer.name} ${customer.phone}`}
      </td>
      <td>
        {action === 'search'
          ? t('lookUps.hits', { count: hits ?? 0 })
          : t(`lookUps.action.${action}`)}
        {because !== null && <p>{t('lookUps.because', { reason: because })}</p>}
        {approvedBy !== null && <p>{t('lookUps.approved', { name: approvedBy })}</p>}
      </td>
      <td>{customer === null ? '' : t(look.hasErrand ? 'lookUps.some' : 'lookUps.noErrand')}</td>
    </tr>
  );
}
