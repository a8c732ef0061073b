// "Why this one?" in one line: what the arithmetic says, in words.
import { useTranslation } from 'react-i18next';
import { formatMoney } from '#shared/base/money.ts';
import type { Proposal } from '#shared/model/decision.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { scoreWords } from './score_words.ts';
import styles from './sentence_card.module.css';

export function ScoreLine({ parts }: Pick<Proposal, 'parts'>) {
  const { t } = useTranslation('counter');
  const { language, currency } = useLocale();
  const words = scoreWords(parts);
  return (
    <p className={styles['score']} data-testid="score">
      <span className={styles['term']}>{t('score.term')}</span>
      {[
        t('score.chance', { count: words.ofTen }),
        t('score.value', { value: formatMoney(words.value, currency, language) }),
        t(`score.weight.${words.moment}`, { weight: words.weight }),
        t(`score.lever.${words.thumb}`, { lever: words.lever }),
      ].join(' · ')}
    </p>
  );
}
