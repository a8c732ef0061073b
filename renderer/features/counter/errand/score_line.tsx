// "Why this one?" in one line: what the arithmetic says, in words and figures that a clerk can say.
import { useTranslation } from 'react-i18next';
import { type Fen, fen, formatMoney } from '#shared/base/money.ts';
import type { Proposal } from '#shared/model/decision.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import styles from './score_line.module.css';

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

type ScoreWords = {
  /** Of ten customers, how many say yes: `3`, `0.5` below one. */
  readonly ofTen: string;
  /** What one yes is worth. */
  readonly value: Fen;
  readonly moment: 'good' | 'plain' | 'poor';
  /** `1.2`. */
  readonly weight: string;
  readonly thumb: 'up' | 'none' | 'down';
  readonly lever: string;
};

/** @param parts as the engine gives them: chance 0..1, value in fen, lever in percent */
export function scoreWords({ chance, weight, value, lever }: Proposal['parts']): ScoreWords {
  const ofTen = 10 * chance;
  const shown = Math.round(weight * 100) / 100;
  return {
    ofTen:
      ofTen < 1 ? String(Math.max(0.1, Math.round(ofTen * 10) / 10)) : String(Math.round(ofTen)),
    value: fen(Math.round(value / 10) * 10),
    moment: shown > 1 ? 'good' : shown < 1 ? 'poor' : 'plain',
    weight: String(shown),
    thumb: lever > 100 ? 'up' : lever < 100 ? 'down' : 'none',
    lever: String(Math.round(lever)),
  };
}
