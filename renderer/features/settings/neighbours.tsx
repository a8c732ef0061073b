// The branch's other windows: which are heard without HQ, since when, what waits with them, and what to do next.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NeighboursStatus, NeighbourWindow } from '#shared/contract/view_status.ts';
import { useSend } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { ageText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { useNow } from '#renderer/ui/use_now.ts';
import styles from './settings_page.module.css';

export function Neighbours({
  status,
  isManager,
}: {
  readonly status: NeighboursStatus;
  readonly isManager: boolean;
}) {
  const { t } = useTranslation('settings');
  const { problem, windows, addresses } = status;
  return (
    <>
      {problem === null ? (
        <p>{t('neighbours.listens', { addresses: addresses.join('  ') })}</p>
      ) : (
        <p className={styles['warning']}>
          {t(problem === 'no-keys' ? 'neighbours.noKeys' : 'neighbours.notListening')}
        </p>
      )}
      {windows.length === 0 && <p>{t('neighbours.none')}</p>}
      <dl className={styles['facts']}>
        {windows.map((window) => (
          <Window key={window.id} window={window} />
        ))}
      </dl>
      {windows.some(({ state }) => state === 'silent' || state === 'never') && (
        <p>{t('neighbours.whenSilent')}</p>
      )}
      {isManager && <Hosts hosts={status.hosts} />}
    </>
  );
}

function Window({ window }: { readonly window: NeighbourWindow }) {
  const { t } = useTranslation('settings');
  const { language } = useLocale();
  const now = useNow(5_000);
  const { name, state, since, waiting } = window;
  const age = since === null ? '' : ageText(Math.max(0, now - since), language);
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd className="selectable">
        {state === 'heard' && t('neighbours.heard', { age })}
        {state === 'silent' && t('neighbours.silent', { age })}
        {state === 'never' && t('neighbours.never')}
        {state === 'turned-away' && t('neighbours.turnedAway')}
        {waiting > 0 && ` ${t('neighbours.waiting', { count: waiting })}`}
      </dd>
    </div>
  );
}

/** One a line. */
function Hosts({ hosts }: { readonly hosts: readonly string[] }) {
  const { t } = useTranslation('settings');
  const [text, setText] = useState(hosts.join('\n'));
  const send = useSend('neighbours.hosts');
  const lines = text
    .normalize('NFKC')
    .split(/[\s,、]+/)
    .filter((line) => line !== '');
  return (
    <form
      className={styles['facts']}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ hosts: lines });
      }}
    >
      <Textarea
        label={t('neighbours.hosts')}
        description={t('neighbours.hostsHow')}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles['sync']}>
        <Button type="submit" variant="default" loading={send.isPending}>
          {t('neighbours.save')}
        </Button>
        {send.data?.ok === true && <span role="status">{t('neighbours.saved')}</span>}
        {send.data?.ok === false && <FailureText failure={send.data.error} />}
      </div>
    </form>
  );
}
