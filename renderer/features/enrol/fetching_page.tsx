// Enrolled; the first pack is on its way. Nothing to do but to see that it moves.
import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '#shared/contract/view_status.ts';
import { useSend, useShell } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { CardNote, CardTitle, CentreCard } from '#renderer/ui/centre_card.tsx';
import { protocolWord } from '#renderer/ui/status_words.ts';
import styles from './enrol_page.module.css';

export function FetchingPage({ sync }: { readonly sync: SyncStatus }) {
  const { t } = useTranslation('enrol');
  const { t: common } = useTranslation('common');
  const { progress, protocols } = sync;
  const percent =
    progress === null || progress.total === 0
      ? 0
      : Math.floor((100 * progress.done) / progress.total);
  const problem = sync.refused ?? sync.problem;
  return (
    <CentreCard>
      <CardTitle>{t('fetching.title')}</CardTitle>
      <p className={styles['lead']}>{t('fetching.lead')}</p>
      <Progress value={percent} size="lg" aria-label={t('fetching.title')} />
      <p role="status">
        {progress === null
          ? t('fetching.waiting')
          : `${t(`fetching.${progress.step}`)} · ${t('fetching.progress', { percent })}`}
      </p>
      <ReadStick />
      {sync.line === 'offline' && <CardNote>{t('fetching.offline')}</CardNote>}
      {protocols !== null ? (
        <CardNote>{common(`status.${protocolWord(protocols)}`, protocols)}</CardNote>
      ) : (
        problem !== null && <CardNote>{t('fetching.problem', { problem })}</CardNote>
      )}
    </CentreCard>
  );
}

/** The first data may come by stick as well; nobody can sign in before. */
function ReadStick() {
  const { t } = useTranslation('stick');
  const shell = useShell();
  const read = useSend('stick.read');
  const [isBusy, setIsBusy] = useState(false);
  const start = async (): Promise<void> => {
    setIsBusy(true);
    if ((await shell.chooseStick()).chosen) await read.mutateAsync({});
    setIsBusy(false);
  };
  return (
    <>
      <Button variant="default" disabled={isBusy} onClick={() => void start()}>
        {t('first')}
      </Button>
      {isBusy && <p role="status">{t('working')}</p>}
      {read.data?.ok === false && !isBusy && <FailureText failure={read.data.error} />}
    </>
  );
}
