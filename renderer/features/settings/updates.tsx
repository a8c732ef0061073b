// Updates of the program: what is here, what was found, what holds it back; a manager looks and installs.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { UpdateView } from '#shared/contract/shell.ts';
import { machineQuery } from '#renderer/client/machine.ts';
import { useSend, useShell } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { ageText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { useNow } from '#renderer/ui/use_now.ts';
import styles from './settings_page.module.css';

export function Updates({ isManager }: { readonly isManager: boolean }) {
  const { t } = useTranslation('settings');
  const { language } = useLocale();
  const now = useNow(20_000);
  const { data: machine } = useQuery(machineQuery(useShell()));
  const send = useSend('program.update');
  if (machine === undefined) return null;
  const { update } = machine;
  const { state, lookedAt, problem } = update;
  const isResting = state === 'idle' || state === 'ready';
  return (
    <>
      <dl className={styles['facts']}>
        <div className={styles['fact']}>
          <dt>{t('update.version')}</dt>
          <dd className="selectable">{update.version}</dd>
        </div>
        {lookedAt !== null && (
          <div className={styles['fact']}>
            <dt>{t('update.looked')}</dt>
            <dd>{t('ago', { age: ageText(Math.max(0, now - lookedAt), language) })}</dd>
          </div>
        )}
        <div className={styles['fact']}>
          <dt>{t('update.state')}</dt>
          <dd>
            <span role="status">{stateText(update, t)}</span>
          </dd>
        </div>
      </dl>
      {problem !== null && (
        <p className={`${styles['warning']} selectable`} role="alert">
          {t(`update.problem.${problem.what}`)}
        </p>
      )}
      {state === 'ready' && <p className={styles['note']}>{t('update.next')}</p>}
      {isManager && isResting && (
        <div className={styles['sync']}>
          <Button
            variant="default"
            loading={send.isPending}
            onClick={() => send.mutate({ act: 'look' })}
          >
            {t('update.look')}
          </Button>
          {state === 'ready' && (
            <Button loading={send.isPending} onClick={() => send.mutate({ act: 'install' })}>
              {t('update.install')}
            </Button>
          )}
        </div>
      )}
      {send.data?.ok === false && <FailureText failure={send.data.error} />}
    </>
  );
}

type Words = ReturnType<typeof useTranslation<'settings'>>['t'];

function stateText({ state, found, isStaged, percent, lookedAt, problem }: UpdateView, t: Words) {
  const version = found ?? '';
  if (state === 'by-hand') return t('update.byHand');
  if (state === 'downloading') return t('update.downloading', { percent: Math.floor(percent) });
  if (state === 'ready') return t('update.ready', { version });
  if (state !== 'idle') return t(`update.${state}`);
  if (isStaged) return t('update.staged', { version });
  if (problem !== null) return '';
  return t(lookedAt === null ? 'update.notYet' : 'update.idle');
}
