// What the administrator's file sets for everybody here; and in words, what is wrong with it.
import { useTranslation } from 'react-i18next';
import type { AdminView } from '#shared/contract/shell.ts';
import styles from './settings_page.module.css';

export function AdminSettings({ admin }: { readonly admin: AdminView }) {
  const { t } = useTranslation('settings');
  const { path, set, problem } = admin;
  if (problem !== null) {
    return (
      <p className={`${styles['warning']} selectable`} role="alert">
        {t(`admin.problem.${problem.what}`, {
          path,
          detail: problem.detail,
          field: 'field' in problem ? problem.field || '{ }' : '',
        })}{' '}
        {t('admin.next')}
      </p>
    );
  }
  const values = Object.entries(set) as [keyof AdminView['set'], string | number | boolean][];
  return (
    <>
      <p className={`${styles['note']} selectable`}>{t('admin.from', { path })}</p>
      <dl className={styles['facts']}>
        {values.map(([name, value]) => (
          <div key={name} className={styles['fact']}>
            <dt>{t(`admin.name.${name}`)}</dt>
            <dd className="selectable">{valueText(name, value, t)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

type Words = ReturnType<typeof useTranslation<'settings'>>['t'];

function valueText(
  name: keyof AdminView['set'],
  value: string | number | boolean,
  t: Words,
): string {
  if (name === 'enrol') return String(value).split(':')[0] ?? '';
  if (name === 'updates' && value === 'hub') return t('hub');
  if (name === 'proxy' && value === 'system') return t('proxySystem');
  if (name === 'display') return t(value === true ? 'displayOn' : 'displayOff');
  if (name === 'language') return value === 'en' ? 'English' : '中文';
  if (name === 'textSize') return `${value} %`;
  if (name === 'lockMinutes') return t('lockChoice', { minutes: Number(value) });
  return value === '' ? t('printer.none') : String(value);
}
