// Days, times and ages in words, in both languages. Written out, because building Intl formatters costs start-up time.
import type { Fen } from '#shared/base/money.ts';
import type { Day, Month } from '#shared/base/month.ts';
import type { AmountBounds } from '#shared/model/amounts.ts';
import type { Language } from '#shared/model/text.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026年3月5日`, `5 Mar 2026`; the year is left out when it is the year of `today`. */
export function dayText(value: Day, language: Language, today?: Day): string {
  const [year = '', month = '', date = ''] = value.split('-');
  const hasYear = today === undefined || today.slice(0, 4) !== year;
  const text = yearlyDayText(`${month}-${date}`, language);
  if (!hasYear) return text;
  return language === 'zh-CN' ? `${year}年${text}` : `${text} ${year}`;
}

/** `2026年3月`, `Mar 2026`. */
export function monthText(value: Month, language: Language): string {
  const [year = '', month = ''] = value.split('-');
  return language === 'zh-CN'
    ? `${year}年${Number(month)}月`
    : `${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

const WEEKDAYS = {
  'zh-CN': ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;

/**
 * With its weekday, so that a slip is seen: `2026年12月5日 星期六`, `Saturday 5 Dec 2026`; the year is left out when it is
 * the year of `today`.
 */
export function wholeDayText(value: Day, language: Language, today?: Day): string {
  const weekday = WEEKDAYS[language][new Date(`${value}T00:00:00Z`).getUTCDay()] ?? '';
  const text = dayText(value, language, today);
  return language === 'zh-CN' ? `${text} ${weekday}` : `${weekday} ${text}`;
}

/** A day of every year, `MM-DD`: `3月5日`, `5 Mar`. */
export const yearlyDayText = (on: string, language: Language): string => {
  const [month = '', date = ''] = on.split('-');
  return language === 'zh-CN'
    ? `${Number(month)}月${Number(date)}日`
    : `${Number(date)} ${MONTHS[Number(month) - 1] ?? month}`;
};

/** How long ago, rounded down to one unit: `刚刚`, `5 分钟`, `3 hours`. */
export function ageText(ms: number, language: Language): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  const isChinese = language === 'zh-CN';
  if (minutes < 1) return isChinese ? '不到 1 分钟' : 'under 1 min';
  if (minutes < 60) return isChinese ? `${minutes} 分钟` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return isChinese ? `${hours} 小时` : `${hours} h`;
  return daysText(Math.floor(hours / 24), language);
}

const counted = (count: number, chinese: string, english: string, language: Language): string =>
  language === 'zh-CN' ? `${count} ${chinese}` : `${count} ${english}${count === 1 ? '' : 's'}`;

/** `3 天`, `1 day`. */
export const daysText = (days: number, language: Language): string =>
  counted(days, '天', 'day', language);

/** `3 个月`, `1 month`. */
export const monthsText = (months: number, language: Language): string =>
  counted(months, '个月', 'month', language);

let counts: Intl.NumberFormat | undefined;

/** With separators: `12,345`. */
export function countText(count: number): string {
  // Made once, and not before it is needed: `toLocaleString` looks for its format each time.
  counts ??= new Intl.NumberFormat('en');
  return counts.format(count);
}

/** A share, 0 to 1: `6%`; what would round to nothing keeps a digit, `0.4%`. */
export function shareText(share: number): string {
  const percent = 100 * share;
  return percent > 0 && percent < 1
    ? `${Math.max(0.1, percent).toFixed(1)}%`
    : `${Math.round(percent)}%`;
}

/** Time on the network: `6 年 2 个月`, `6 y 2 m`. */
export function tenureText(months: number, language: Language): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const isChinese = language === 'zh-CN';
  const parts = [
    ...(years > 0 ? [isChinese ? `${years} 年` : `${years} y`] : []),
    ...(rest > 0 || years === 0 ? [isChinese ? `${rest} 个月` : `${rest} m`] : []),
  ];
  return parts.join(' ');
}

/** Data volume from KB: `850 MB`, `3.2 GB`. */
export function dataText(kb: number): string {
  const mb = kb / 1024;
  if (mb < 1000) return `${Math.round(mb)} MB`;
  const gb = mb / 1024;
  return `${gb < 10 ? gb.toFixed(1).replace(/\.0$/, '') : Math.round(gb)} GB`;
}

/** `宽带、电视`, `broadband, television`. */
export const listText = (items: readonly string[], language: Language): string =>
  items.join(language === 'zh-CN' ? '、' : ', ');

/** Whole seconds that a countdown shows: never 0 while time is left. */
export const secondsLeft = (until: number, now: number): number =>
  Math.max(0, Math.ceil((until - now) / 1000));

/** An instant as date and time to the minute, in the branch's time zone. */
export function clockText(
  instant: number,
  { language, timeZone }: { readonly language: Language; readonly timeZone: string },
): string {
  return new Intl.DateTimeFormat(language, {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(instant);
}

/** What an amount beyond the limits is measured by: the habit, where it is known. */
export const comparedWith = ({
  usual,
  askAbove,
}: Pick<AmountBounds, 'usual' | 'askAbove'>): {
  readonly word: 'usual' | 'above';
  readonly amount: Fen;
} => (usual === null ? { word: 'above', amount: askAbove } : { word: 'usual', amount: usual });
