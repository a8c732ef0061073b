// What `hub train lifetime` prints.
import { type Currency, formatMoney, minorUnits, ofCurrency } from '#shared/base/money.ts';
import type { Foretold, LifetimeHoldout } from './lifetime_holdout.ts';
import type { LifetimeRefusal, LifetimeTraining } from './train_lifetime.ts';

export function lifetimeLines(report: LifetimeTraining): readonly string[] {
  const { model, holdout, shape } = report;
  const { r, alpha, a, b, regularity } = model.purchase;
  const { p, q, gamma } = model.spend;
  const money = (amount: number): string => moneyText(amount, model.currency);
  return [
    `${model.version}: in force; fitted on ${model.customers} customers with data to ${model.asOf}`,
    `  read ${report.read}, sampled ${report.sampled}, too little history ${report.tooLittle}`,
    `  ${regularity === 1 ? 'BG/NBD' : `BG/CNBD-${regularity}`} r ${figure(r)}, alpha ${figure(alpha)}, a ${figure(a)}, b ${figure(b)} (months); log-likelihood ${model.logLikelihood.toFixed(1)}${regularity === 1 ? '' : ', less a constant'}`,
    `  Gamma-Gamma p ${figure(p)}, q ${figure(q)}, gamma ${figure(gamma)} (minor units); log-likelihood ${report.spendLogLikelihood.toFixed(1)}`,
    ...holdoutLines(holdout, model.currency),
    `  mean value of a customer (margin): historic ${money(shape.historic)}, current ${money(shape.current)} over ${shape.months.toFixed(1)} months, potential ${money(shape.potential)}`,
    `  the top fifth of the customers hold ${shape.topFifth.toFixed(1)}% of the current value (the trade says 80%)`,
    `  winning a customer may cost ${money(shape.bearable)} at most: below three times that cost a company cannot live`,
  ];
}

export function lifetimeRefusalText(refusal: LifetimeRefusal): string {
  switch (refusal.type) {
    case 'no-repeats':
      return 'no lifetime model: no customer topped up in more than one month';
    case 'no-fit':
      return 'no lifetime model: the likelihood has no stable maximum on these customers';
    case 'too-few':
      return `no lifetime model: ${refusal.customers} customers have three months on record and a top-up; 100 are needed`;
    case 'too-short':
      return `no lifetime model: ${refusal.months} months on record; four are needed, so that the last can be foretold`;
    case 'worse-than-mean': {
      const { spend } = refusal.holdout;
      return `no lifetime model: it foretells spend with an error of ${figure(spend.error / 100)}, a plain mean with ${figure(spend.naiveError / 100)}`;
    }
  }
}

const holdoutLines = (holdout: LifetimeHoldout, currency: Currency): readonly string[] => [
  `  proof: fitted without the last ${holdout.months} months, on ${holdout.customers} customers`,
  `    spend: ${moneyText(holdout.spend.predicted, currency)} foretold, ${moneyText(holdout.spend.actual, currency)} happened (${apart(holdout.spend)}); error of one customer ${moneyText(holdout.spend.error, currency)}, of the plain mean ${moneyText(holdout.spend.naiveError, currency)}`,
  `    top-ups: ${Math.round(holdout.topUps.predicted)} foretold, ${holdout.topUps.actual} happened (${apart(holdout.topUps)}); error ${figure(holdout.topUps.error)}, of the plain mean ${figure(holdout.topUps.naiveError)}`,
];

function apart({ predicted, actual }: Foretold): string {
  if (actual === 0) return 'nothing happened';
  const percent = (100 * (predicted - actual)) / actual;
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)}%`;
}

const moneyText = (amount: number, currency: Currency): string =>
  formatMoney(ofCurrency(Math.round(amount / minorUnits(currency)), currency), currency, 'en');

/** Four digits. */
const figure = (value: number): string => Number(value.toPrecision(4)).toString();
