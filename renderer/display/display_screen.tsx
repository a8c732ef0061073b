// What the customer sees: the greeting, an offer with its terms and two buttons, the draw, thanks.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DisplayFrame, DisplayShow } from '#shared/contract/display.ts';
import type { DisplaySays } from '#shared/contract/display_says.ts';
import { countText, dayText, shareText } from '#renderer/ui/format.ts';
import { LocaleProvider, localText, useLocale } from '#renderer/ui/locale.tsx';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import styles from './display_screen.module.css';
import { GiftPicture } from './gift_picture.tsx';

type Shown<K extends DisplayShow['kind']> = Extract<DisplayShow, { readonly kind: K }>;

export function DisplayScreen({
  frame: { language, currency, branch, show },
  onSays,
}: {
  readonly frame: DisplayFrame;
  readonly onSays: (says: DisplaySays) => void;
}) {
  const name = localText(branch, language);
  return (
    <LocaleProvider value={{ language, currency, timeZone: 'UTC' }}>
      <main className={styles['screen']} data-show={show.kind}>
        {show.kind === 'greeting' && <Greeting branch={name} />}
        {show.kind === 'offer' && <Offer key={show.key} offer={show} onSays={onSays} />}
        {show.kind === 'thanks' && <Thanks thanks={show} />}
        {show.kind === 'draw' && <Draw draw={show} />}
        {show.kind !== 'greeting' && <p className={styles['branch']}>{name}</p>}
      </main>
    </LocaleProvider>
  );
}

function Greeting({ branch }: { readonly branch: string }) {
  const { t } = useTranslation('display');
  return (
    <div className={styles['middle']}>
      <p className={styles['shop']}>{branch}</p>
      <h1 className={styles['large']}>{t('welcome')}</h1>
    </div>
  );
}

/** A finger that was on its way to what stood there before answers nothing. */
const READ_MS = 700;

function Offer(props: {
  readonly offer: Shown<'offer'>;
  readonly onSays: (says: DisplaySays) => void;
}) {
  const { t } = useTranslation('display');
  const { language } = useLocale();
  const { offer } = props;
  const [since] = useState(() => performance.now());
  const say = (says: DisplaySays['says']): void => {
    if (performance.now() - since >= READ_MS) props.onSays({ key: offer.key, says });
  };
  return (
    <article className={styles['offer']}>
      <header>
        <h1 className={styles['name']}>{localText(offer.name, language)}</h1>
        {offer.until !== null && (
          <p className={styles['until']}>{t('until', { day: dayText(offer.until, language) })}</p>
        )}
      </header>
      <div className={styles['terms']}>
        <dl className={styles['facts']}>
          {offer.prepay > 0 && (
            <Fact term={t('prepay')} isLarge>
              <MoneyText amount={offer.prepay} />
            </Fact>
          )}
          {offer.more !== null && (
            <Fact term={t('more')}>
              <MoneyText amount={offer.more} />
            </Fact>
          )}
          {offer.monthly > 0 && (
            <Fact term={t('monthly')} isLarge>
              <MoneyText amount={offer.monthly} />
            </Fact>
          )}
          {offer.points > 0 && (
            <Fact term={t('points')}>{t('pointsFigure', { count: countText(offer.points) })}</Fact>
          )}
          <Fact term={t('benefit')}>{localText(offer.benefit, language)}</Fact>
          {offer.draws > 0 && (
            <Fact term={t('draws')}>{t('drawsFigure', { count: countText(offer.draws) })}</Fact>
          )}
        </dl>
        {offer.lottery === null ? (
          offer.gift !== null && (
            <figure className={styles['gift']}>
              <GiftPicture id={offer.gift.id} />
              <figcaption>{localText(offer.gift.name, language)}</figcaption>
            </figure>
          )
        ) : (
          <Odds lottery={offer.lottery} />
        )}
      </div>
      {offer.said === null ? (
        <div className={styles['buttons']}>
          <button type="button" className={styles['no']} onClick={() => say('no')}>
            {t('no')}
          </button>
          <button type="button" className={styles['yes']} onClick={() => say('yes')}>
            {t('yes')}
          </button>
        </div>
      ) : (
        <p className={styles['said']} role="status" data-said={offer.said}>
          {t(offer.said === 'yes' ? 'saidYes' : 'saidNo')}
        </p>
      )}
    </article>
  );
}

function Odds({ lottery }: { readonly lottery: Shown<'draw'>['lottery'] }) {
  const { t } = useTranslation('display');
  const { language } = useLocale();
  const winning = lottery.prizes.reduce((sum, { left }) => sum + left, 0);
  const all = winning + lottery.blanks;
  return (
    <section className={styles['odds']}>
      <h2>{localText(lottery.name, language)}</h2>
      <ul>
        {lottery.prizes.map(({ name, left }) => (
          <li key={name.zh}>
            <span>{localText(name, language)}</span>
            <span>{t('tickets', { count: countText(left) })}</span>
          </li>
        ))}
        <li>
          <span>{t('blanks')}</span>
          <span>{t('tickets', { count: countText(lottery.blanks) })}</span>
        </li>
      </ul>
      <p>
        {t('odds', { count: countText(all), percent: shareText(all === 0 ? 0 : winning / all) })}
      </p>
    </section>
  );
}

function Thanks({ thanks }: { readonly thanks: Shown<'thanks'> }) {
  const { t } = useTranslation('display');
  const { language } = useLocale();
  return (
    <div className={styles['middle']}>
      <h1 className={styles['large']}>{t('thanks')}</h1>
      <dl className={styles['facts']}>
        {thanks.prepaid !== null && thanks.prepaid > 0 && (
          <Fact term={t('paid')} isLarge>
            <MoneyText amount={thanks.prepaid} />
          </Fact>
        )}
        {thanks.gifts.length > 0 && (
          <Fact term={t('gifts')}>
            {thanks.gifts
              .map(({ name, count }) => localText(name, language) + (count > 1 ? ` ×${count}` : ''))
              .join(language === 'zh-CN' ? '、' : ', ')}
          </Fact>
        )}
        {thanks.pointsEarned > 0 && (
          <Fact term={t('earned')}>
            {t('pointsFigure', { count: countText(thanks.pointsEarned) })}
          </Fact>
        )}
      </dl>
      {thanks.draws > 0 && (
        <p className={styles['until']}>{t('drawNow', { count: countText(thanks.draws) })}</p>
      )}
    </div>
  );
}

function Draw({ draw: { lottery, left, result } }: { readonly draw: Shown<'draw'> }) {
  const { t } = useTranslation('display');
  const { language } = useLocale();
  return (
    <div className={styles['terms']}>
      <div className={styles['middle']}>
        {result === null ? (
          <>
            <h1 className={styles['name']}>{t('sayNumber')}</h1>
            <p className={styles['until']}>{t('drawNow', { count: countText(left) })}</p>
          </>
        ) : (
          <>
            <p className={styles['until']}>
              {t('yourNumber')} <strong>{result.number}</strong>
            </p>
            <h1 className={styles['name']} role="status">
              {result.prize === null ? t('blank') : t('won')}
            </h1>
            {result.prize !== null && (
              <p className={styles['large']}>{localText(result.prize, language)}</p>
            )}
          </>
        )}
      </div>
      <Odds lottery={lottery} />
    </div>
  );
}

function Fact(props: {
  readonly term: string;
  readonly isLarge?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles[props.isLarge === true ? 'largeFact' : 'fact']}>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
