// The prizes of the lottery that comes with the sentence, before anything is promised.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { lotteryQuery } from '#renderer/client/lottery.ts';
import { useClient } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { PrizeList } from './prize_list.tsx';
import styles from './prizes.module.css';

export function Prizes({ lottery }: { readonly lottery: string }) {
  const { t } = useTranslation('draw');
  const { data } = useQuery(lotteryQuery(useClient(), lottery));
  const box = useRef<HTMLDivElement>(null);
  const isShown = data !== undefined;
  useEffect(() => {
    if (isShown) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  return (
    <div ref={box} className={styles['prizes']}>
      {data === undefined && <p role="status">{t('loading')}</p>}
      {data?.ok === false && <FailureText failure={data.error} />}
      {data?.ok === true && <PrizeList lottery={data.value} />}
    </div>
  );
}
