// The computers of a branch: when each was last heard, what it had not sent, which program it runs.
import { useTranslation } from 'react-i18next';
import type { HqDevice } from '#shared/contract/view_hq.ts';
import table from '#renderer/features/manager/table.module.css';
import { ageText, countText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';

export function DeviceTable(props: {
  readonly devices: readonly HqDevice[];
  /** UTC ms */
  readonly now: number;
}) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const figure = table['figure'];
  if (props.devices.length === 0) return <p>{t('branch.noDevices')}</p>;
  return (
    <table className={table['table']}>
      <caption className="visually-hidden">{t('branch.devices')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('branch.device')}</th>
          <th scope="col" className={figure}>
            {t('branch.visits')}
          </th>
          <th scope="col" className={figure}>
            {t('branches.unsent')}
          </th>
          <th scope="col" className={figure}>
            {t('branches.heard')}
          </th>
          <th scope="col">{t('branches.apps')}</th>
        </tr>
      </thead>
      <tbody>
        {props.devices.map(({ id, name, visits, unsent, heardAt, app }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className={figure}>{countText(visits)}</td>
            <td className={figure}>
              {unsent === null ? t('branches.unknown') : countText(unsent)}
            </td>
            <td className={figure}>
              {heardAt === null
                ? t('branches.never')
                : t('branches.ago', { age: ageText(props.now - heardAt, language) })}
            </td>
            <td>{app ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
