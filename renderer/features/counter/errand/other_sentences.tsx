// The other sentences, folded to one line each; a key or a click reads one out instead.
import { useTranslation } from 'react-i18next';
import type { ProposalView } from '#shared/contract/view_visit.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import styles from './other_sentences.module.css';

export function OtherSentences(props: {
  readonly proposals: readonly ProposalView[];
  readonly shown: number;
  readonly onShow: (index: number) => void;
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  if (props.proposals.length < 2) return null;
  return (
    <section className={styles['others']} aria-label={t('sentence.others')}>
      <p className={styles['title']}>
        {t('sentence.others')} <KeyHint label={COUNTER_KEYS.previous} />{' '}
        <KeyHint label={COUNTER_KEYS.next} />
      </p>
      <ul>
        {props.proposals.map((proposal, index) =>
          index === props.shown ? null : (
            <li key={`${proposal.offer} ${proposal.tier}`}>
              <button type="button" className={styles['other']} onClick={() => props.onShow(index)}>
                <span className={styles['name']}>{localText(proposal.offerName, language)}</span>
                <span className={styles['benefit']}>{localText(proposal.benefit, language)}</span>
              </button>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
