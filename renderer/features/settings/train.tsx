// The way into the training, for whoever is signed in.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSend } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { PAGE_KEYS } from '#renderer/ui/key_map.ts';
import styles from './settings_page.module.css';

export function Train({ isTraining }: { readonly isTraining: boolean }) {
  const { t } = useTranslation('common');
  const train = useSend('session.train');
  return (
    <div className={styles['act']}>
      <Button
        variant="default"
        loading={train.isPending}
        onClick={() => train.mutate({ isOn: !isTraining })}
      >
        {t(isTraining ? 'training.end' : 'training.start')}&ensp;
        <KeyHint label={PAGE_KEYS.train} />
      </Button>
      <p className={styles['note']}>{t('training.about')}</p>
      {train.data?.ok === false && <FailureText failure={train.data.error} />}
    </div>
  );
}
