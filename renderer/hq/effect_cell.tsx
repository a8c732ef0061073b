// An effect in a few words: between what and what, and how sure; the sentence in full stands on the branch's own page.
import { type Currency, type Fen, formatMoney } from '#shared/base/money.ts';
import type { HqBranch } from '#shared/contract/view_hq.ts';
import { countText } from '#renderer/ui/format.ts';
import styles from './branch_table.module.css';
import type { RowWords } from './row_words.ts';

/** To ten fen: more would look surer than it is. */
const STEP = 10;

export function EffectCell(props: {
  readonly effect: HqBranch['effect'];
  readonly currency: Currency;
  readonly words: RowWords;
}) {
  const { effect, currency, words } = props;
  if (effect === null) return <span className={styles['quiet']}>{words.plain('effect.none')}</span>;
  const { result, basis } = effect;
  const preliminary = basis === 'counter' ? words.plain('effect.preliminary') : '';
  if (result.type === 'broken-lot')
    return <span className={styles['mind']}>{words.plain('effect.brokenLot')}</span>;
  if (result.type === 'below-floor')
    return (
      <span className={styles['quiet']}>
        {result.moreCustomers === null
          ? words.plain('effect.noLot')
          : words.more('effect.more', countText(result.moreCustomers))}
      </span>
    );
  const money = (value: number): string =>
    formatMoney((Math.round(value / STEP) * STEP) as Fen, currency, words.language);
  const { live, moreCustomers } = result;
  const isSure = live.low > 0 || live.high < 0;
  const unsure =
    moreCustomers === null
      ? words.plain('effect.unsure')
      : words.more('effect.unsureMore', countText(moreCustomers));
  const note = [preliminary, isSure ? '' : unsure].filter((word) => word !== '').join(' · ');
  return (
    <>
      {words.between(money(live.low), money(live.high))}
      {note !== '' && <span className={styles['quiet']}>{note}</span>}
    </>
  );
}
