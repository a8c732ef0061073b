// Every limit that scoring knows, in one place. Money in fen (minor units), data in MB, voice in minutes, a month each.
import { type Currency, perFen } from '../base/money.ts';

export type Thresholds = {
  /** Mean spend over 3 months from which a customer is of the middle, and of the full-service group. */
  readonly middleSpend: number;
  readonly fullSpend: number;
  /** With a bundle in hand this much makes a full-service customer. */
  readonly bundleSpend: number;
  /** Middle spend with this much data: a netizen; the young (under 35) from the lower limit. */
  readonly netizenData: number;
  readonly youngNetizenData: number;
};

/** Yuan for the present; rupees for the Indian prepaid market of 2014, where a GB was a lot. */
export const THRESHOLDS = {
  CNY: {
    middleSpend: 7_000,
    fullSpend: 15_000,
    bundleSpend: 10_000,
    netizenData: 15 * 1024,
    youngNetizenData: 10 * 1024,
  },
  INR: {
    middleSpend: 30_000,
    fullSpend: 100_000,
    bundleSpend: 60_000,
    netizenData: 512,
    youngNetizenData: 256,
  },
} satisfies Partial<Record<Currency, Thresholds>>;

/** Those of yuan by what money buys, where nobody has measured. */
export function thresholdsOf(currency: Currency): Thresholds {
  const measured: Partial<Record<Currency, Thresholds>> = THRESHOLDS;
  const { CNY } = THRESHOLDS;
  const perYuan = perFen(currency);
  return (
    measured[currency] ?? {
      ...CNY,
      middleSpend: CNY.middleSpend * perYuan,
      fullSpend: CNY.fullSpend * perYuan,
      bundleSpend: CNY.bundleSpend * perYuan,
    }
  );
}

/** Age under which the lower data limit makes a netizen. */
export const YOUNG_AGE = 35;
/** A customer is new for this many months. */
export const NEW_MONTHS = 6;
/** Spend of three months against the three before, percent, from which a customer is declining. */
export const DECLINE_PERCENT = -30;
/** Or voice and data both, likewise compared: a plan's fee hides that it is used less. */
export const USE_DECLINE_PERCENT = -40;
/** With fewer than six months of data: the last month against the mean of those before, percent. */
export const SHORT_DECLINE_PERCENT = -50;
/** Use of the last month against the mean of up to three before, percent, from which one is leaving. */
export const LEAVING_PERCENT = -70;
/** A contract is expiring from 60 days before its end to 30 days after. */
export const EXPIRING_FROM_DAYS = 60;
export const EXPIRED_TO_DAYS = -30;
/** In arrears and not billed for so many months: cut off for non-payment, an involuntary leaver. */
export const INVOLUNTARY_MONTHS = 3;
