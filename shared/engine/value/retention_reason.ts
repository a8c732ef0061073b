// Why a customer is worth holding on to, in one line with the customer's own figures.
import { type Currency, fen, type Fen } from '#shared/base/money.ts';
import type { Retention, RetentionVerdict } from '#shared/model/retention.ts';
import type { LocalText } from '#shared/model/text.ts';
import { showMoney } from '../show.ts';

const VERDICT: Readonly<Record<RetentionVerdict, LocalText>> = {
  hold: { zh: '值得留', en: 'Worth keeping' },
  'hold-with-links': { zh: '连同家人算，值得留', en: 'Worth keeping with their household' },
  weigh: { zh: '得失相当，请店长定', en: 'Break-even: the manager decides' },
  'let-go': { zh: '不必挽留', en: 'Not worth retaining' },
};

/** What cannot be counted (word of mouth, market share) is named at the end, so that nobody thinks it was forgotten. */
export function retentionReason(retention: Retention, currency: Currency): LocalText {
  const { directRevenue, indirectRevenue } = retention;
  const money = (amount: Fen): LocalText => showMoney(amount, currency);
  const cost = money(fen(retention.directCost + retention.indirectCost + retention.systemCost));
  const verdict = VERDICT[retention.verdict];
  if (retention.verdict === 'let-go' && directRevenue === 0) {
    return {
      zh: `${verdict.zh}：预计没有收入，挽留成本${cost.zh}`,
      en: `${verdict.en}: no revenue expected, retaining costs ${cost.en}`,
    };
  }
  const own = money(directRevenue);
  const links = money(indirectRevenue);
  const linked = indirectRevenue > 0;
  return {
    zh: `${verdict.zh}：留住可得毛利${own.zh}${linked ? `，家人连带${links.zh}` : ''}，挽留成本${cost.zh}；口碑和市场份额不计入`,
    en: `${verdict.en}: keeping them brings a margin of ${own.en}${linked ? `, the household ${links.en} more` : ''}; retaining costs ${cost.en}; word of mouth and market share not included`,
  };
}
