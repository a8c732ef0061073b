// The one sentence to read out, why, and what the customer gets. The first thing the eye meets.
import { CURRENCIES } from '#shared/base/currencies.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalView } from '#shared/contract/view_visit.ts';
import type { ObjectionPlace } from '#shared/model/visit.ts';
import { countText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import { ObjectionList, ObjectionsToggle } from './objections.tsx';
import styles from './sentence_card.module.css';
import { useGiftLeft } from './use_gift_left.ts';

export function SentenceCard({
  proposal,
  ...props
}: {
  readonly proposal: ProposalView;
  readonly hasObjections: boolean;
  readonly hasPrizes: boolean;
  readonly objection: ObjectionPlace | null;
  readonly onObjections: () => void;
  readonly onRaised: (place: ObjectionPlace) => void;
  readonly onPrizes: () => void;
}) {
  const { t } = useTranslation(['counter', 'draw']);
  const giftLeft = useGiftLeft();
  const { language } = useLocale();
  // Once answered, only what was said counts.
  const isOpen = proposal.answered === null;
  const hasObjections = isOpen && proposal.objections.length > 0;
  // What the clerk answers takes the place of what the sentence brings: the keys below stay in sight.
  const isAnswering = hasObjections && props.hasObjections;
  return (
    <article className={styles['card']} aria-label={t('sentence.region')}>
      <header className={styles['header']}>
        <h2 className={styles['offer']}>{localText(proposal.offerName, language)}</h2>
        {!proposal.promotional && <span className={styles['care']}>{t('sentence.care')}</span>}
        {hasObjections && (
          <ObjectionsToggle isOpen={props.hasObjections} onToggle={props.onObjections} />
        )}
        <span className={styles['seconds']}>
          {t('sentence.seconds', { seconds: Math.ceil(proposal.seconds) })}
        </span>
      </header>
      <p className={styles['sentence']} lang={language} data-testid="sentence">
        {breathsOf(localText(proposal.sentence, language)).map((breath) => (
          <span key={breath.at} className={styles['breath']}>
            <Breath text={breath.text} />
          </span>
        ))}
      </p>
      <p className={styles['why']}>
        <span className={styles['term']}>{t('sentence.why')}</span>
        {localText(proposal.why, language)}
      </p>
      {!isAnswering && (
        <dl className={styles['facts']}>
          <Fact term={t('sentence.benefit')}>{localText(proposal.benefit, language)}</Fact>
          {proposal.prepay > 0 && (
            <Fact term={t('sentence.prepay')}>
              <MoneyText amount={proposal.prepay} />
            </Fact>
          )}
          {proposal.difference !== null && proposal.difference > 0 && (
            <Fact term={t('sentence.difference')}>
              <MoneyText amount={proposal.difference} />
            </Fact>
          )}
          {proposal.giftLeft !== null && (
            <Fact term={t('sentence.gift')}>
              {t('sentence.giftLeft', {
                name: localText(proposal.giftLeft.name, language),
                left: giftLeft(proposal.giftLeft),
              })}
            </Fact>
          )}
          {proposal.points > 0 && (
            <Fact term={t('sentence.points')}>
              {t('sentence.pointsFigure', { count: countText(proposal.points) })}
            </Fact>
          )}
          {proposal.draws !== null && (
            <Fact term={t('sentence.draws')}>
              {t('sentence.drawsFigure', { count: String(proposal.draws.count) })}
              <button
                type="button"
                className={styles['button']}
                aria-expanded={props.hasPrizes}
                onClick={props.onPrizes}
              >
                {t(props.hasPrizes ? 'draw:hide' : 'draw:see')}{' '}
                <KeyHint label={COUNTER_KEYS.prizes} />
              </button>
            </Fact>
          )}
        </dl>
      )}
      {isAnswering && (
        <ObjectionList
          objections={proposal.objections}
          raised={props.objection}
          onRaised={props.onRaised}
        />
      )}
    </article>
  );
}

function Breath({ text }: { readonly text: string }) {
  return sentenceParts(text).map((part) =>
    part.isFigure ? (
      <strong key={part.at} className={styles['figure']}>
        {part.text}
      </strong>
    ) : (
      part.text
    ),
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt className={styles['term']}>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type SentencePart = {
  readonly text: string;
  /** Where it begins in the whole. */
  readonly at: number;
  readonly isFigure: boolean;
};

const currencies = Object.values(CURRENCIES);
const SIGNS = currencies.map(({ sign }) => sign).join('|');
const MONEY = currencies.flatMap(({ unit }) => [unit.zh, unit.en]).join('|');
const FIGURE = new RegExp(
  `(?:${SIGNS})?\\d[\\d,.]*(?:\\s?(?:${MONEY}|分钟|个月|万|分|次|天|年|兆|GB|MB|G|M|%|minutes|months|points))?`,
  'g',
);

/** Each with its punctuation; joined they are the sentence again. English breaks between words anyway. */
export const breathsOf = (sentence: string): readonly Omit<SentencePart, 'isFigure'>[] =>
  [...sentence.matchAll(/[^，。！？；：]+[，。！？；：”’）]*|[，。！？；：]+/g)].map((match) => ({
    text: match[0],
    at: match.index,
  }));

/** The parts joined are the sentence again. */
export function sentenceParts(sentence: string): readonly SentencePart[] {
  const parts: SentencePart[] = [];
  let end = 0;
  for (const match of sentence.matchAll(FIGURE)) {
    // A full stop after a figure ends the sentence.
    const figure = match[0].replace(/[.,]$/, '');
    if (match.index > end)
      parts.push({ text: sentence.slice(end, match.index), at: end, isFigure: false });
    parts.push({ text: figure, at: match.index, isFigure: true });
    end = match.index + figure.length;
  }
  if (end < sentence.length) parts.push({ text: sentence.slice(end), at: end, isFigure: false });
  return parts;
}
