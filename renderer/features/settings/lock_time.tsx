// After how many minutes without a key the window locks: as a manager chooses, never later than HQ or the administrator says.
import { useTranslation } from 'react-i18next';
import type { AppState } from '#shared/contract/view_status.ts';
import { useSend } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { Choice } from './section.tsx';
import styles from './settings_page.module.css';

const MINUTES = [1, 2, 3, 5, 10, 15, 30, 60];

export function LockTime({ state }: { readonly state: AppState }) {
  const { t } = useTranslation('settings');
  const send = useSend('session.idle-lock');
  const { idleLockMinutes: chosen, idleLockMost: most } = state;
  const choices = [...new Set([...MINUTES.filter((minutes) => minutes < most), most, chosen])];
  if (state.session?.role !== 'manager') {
    return (
      <p>
        {t('lockMinutes', { minutes: chosen })} {t('lockByManager')}
      </p>
    );
  }
  return (
    <>
      <div className={styles['choices']} role="group" aria-label={t('lock')}>
        {choices
          .toSorted((a, b) => a - b)
          .map((minutes) => (
            <Choice
              key={minutes}
              label={t('lockChoice', { minutes })}
              isChosen={minutes === chosen}
              onChoose={() => send.mutate({ minutes })}
            />
          ))}
      </div>
      <p className={styles['note']}>{t('lockMost', { minutes: most })}</p>
      {send.data?.ok === false && <FailureText failure={send.data.error} />}
    </>
  );
}
