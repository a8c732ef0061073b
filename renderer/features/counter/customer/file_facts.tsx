// The customer file, shown on purpose and for as long as the full name is.
import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '#shared/model/customer.ts';
import { yearlyDayText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import styles from './file_facts.module.css';

const TEXTS = [
  'occupation',
  'hobbies',
  'householdIncome',
  'children',
  'health',
  'manager',
] as const;

export function FileFacts({ file }: { readonly file: CustomerFile }) {
  const { t } = useTranslation(['knowledge', 'care']);
  const { language } = useLocale();
  const texts = TEXTS.filter((name) => file[name] !== '');
  return (
    <section className={styles['file']} aria-label={t('file.title')}>
      <h3 className={styles['title']}>{t('file.title')}</h3>
      <dl className={styles['facts']}>
        {texts.map((name) => (
          <div key={name} className={styles['fact']}>
            <dt>{t(`file.${name}`)}</dt>
            <dd>{file[name]}</dd>
          </div>
        ))}
        {file.keyDates.length > 0 && (
          <div className={styles['fact']}>
            <dt>{t('file.keyDates')}</dt>
            <dd>
              {file.keyDates.map(({ kind, on }) => (
                <span key={`${kind} ${on}`} className={styles['date']}>
                  {t(`care:what.${kind}`)} {yearlyDayText(on, language)}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
