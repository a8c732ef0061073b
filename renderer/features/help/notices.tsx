// What of others is in the program, each with its licence.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import styles from './help_page.module.css';

const noticesSchema = z.array(
  z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() }),
);

/** The list that the build wrote beside the window's own files. */
const readNotices = async () =>
  noticesSchema.parse(await (await fetch(new URL('notices.json', document.baseURI))).json());

export function Notices() {
  const { t } = useTranslation('help');
  const { data, isError } = useQuery({ queryKey: ['notices'], queryFn: readNotices, retry: false });
  return (
    <section className={styles['section']} aria-labelledby="help-notices">
      <h2 id="help-notices" className={styles['heading']}>
        {t('notices.title')}
      </h2>
      <p className={styles['text']}>{isError ? t('notices.missing') : t('notices.text')}</p>
      {data?.map((notice) => (
        <details key={`${notice.name} ${notice.version}`}>
          <summary>
            {notice.name} {notice.version} · {notice.licence}
          </summary>
          <pre className={styles['licence']}>{notice.text}</pre>
        </details>
      ))}
    </section>
  );
}
