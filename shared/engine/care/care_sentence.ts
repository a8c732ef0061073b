// What the branch says when it cares: one sentence for each kind. Nothing is sold with it.
import type { Day } from '#shared/base/month.ts';
import type { Care } from '#shared/model/care.ts';
import type { Customer, KeyDateKind } from '#shared/model/customer.ts';
import type { LocalText } from '#shared/model/text.ts';
import { MONTHS } from '../show.ts';
import { joinedOn } from '../plausible.ts';

/**
 * Days are said as dates, never as "today" or "in three days": the list keeps what was not done on its day.
 * Names stay out of it: the screen may mask them, and the clerk knows whom they greet.
 * They fit the telephone and the counter alike.
 */
export function careSentence(
  care: Pick<Care, 'kind' | 'keyDate' | 'about' | 'due'>,
  customer: Pick<Customer, 'since' | 'asOf' | 'file'>,
): LocalText {
  const on = care.about ?? care.due;
  switch (care.kind) {
    case 'key-date': {
      const kind = care.keyDate ?? 'birthday';
      return greeting(kind, keyDateOf(kind, on, customer), yearsWithUs(joinedOn(customer), on));
    }
    case 'contract-end':
      return {
        zh: `提醒您一件事：您的合约到${chineseDate(on)}为止。续不续由您定，有哪里不清楚，我给您讲明白。`,
        en: `A reminder: your contract ends on ${englishDate(on)}. Whether to renew is up to you; if anything about it is unclear, I will go through it with you.`,
      };
    case 'home-visit':
      return visitSentence(customer.file?.manager ?? '');
  }
}

/** A year without 29 February keeps it on the 28th, and nobody was born on that day by it. */
function keyDateOf(kind: KeyDateKind, on: Day, { file }: Pick<Customer, 'file'>): string {
  const own = file?.keyDates.filter((date) => date.kind === kind).map((date) => date.on) ?? [];
  const kept = on.slice(5);
  return kept === '02-28' && own.includes('02-29') && !own.includes(kept) ? '02-29' : kept;
}

/** @param on `MM-DD` */
function greeting(kind: KeyDateKind, on: string, years: number): LocalText {
  const zh = chineseDay(on);
  const en = englishDay(on);
  switch (kind) {
    case 'birthday':
      return {
        zh: `先跟您说一声：${zh}是您的生日，祝您生日快乐。${years > 0 ? `您用我们的网络${years}年了，谢谢您。` : ''}`,
        en: `Before anything else: ${en} is your birthday. Happy birthday!${years > 0 ? ` You have been with us for ${years} ${years === 1 ? 'year' : 'years'}; thank you.` : ''}`,
      };
    case 'spouse-birthday':
      return {
        zh: `${zh}是您爱人的生日，给您提个醒，也请替我们说一声生日快乐。`,
        en: `${en} is your spouse’s birthday. I wanted to remind you; please pass on our good wishes.`,
      };
    case 'child-birthday':
      return {
        zh: `${zh}是您孩子的生日，祝孩子健康长大，天天开心。`,
        en: `${en} is your child’s birthday. May your child grow up healthy and happy.`,
      };
    case 'parent-birthday':
      return {
        zh: `${zh}是您家老人的生日，祝老人家身体硬朗，吃得香，睡得好。`,
        en: `${en} is your parent’s birthday. We wish them good health and many more years.`,
      };
    case 'wedding':
      return {
        zh: `${zh}是您的结婚纪念日，祝你们两位和和美美，一年比一年好。`,
        en: `${en} is your wedding anniversary. We wish you both another happy year together.`,
      };
  }
}

const visitSentence = (manager: string): LocalText => ({
  zh: `${manager === '' ? '我们' : `您的专属经理${manager}`}想上门给您看看设备和线路，测一测网速，不收费，也不推销。您哪天方便？`,
  en: `${manager === '' ? 'We' : `Your manager ${manager}`} would like to come by to check your equipment and line and test the speed, free of charge and with nothing to sell. Which day suits you?`,
});

/** Whole years from the first day to that day. */
function yearsWithUs(since: Day | null, on: Day): number {
  if (since === null) return 0;
  const years = Number(on.slice(0, 4)) - Number(since.slice(0, 4));
  return on.slice(5) < since.slice(5) ? years - 1 : years;
}

/** Of `MM-DD`. */
const chineseDay = (on: string): string => `${Number(on.slice(0, 2))}月${Number(on.slice(3))}日`;
const chineseDate = (value: Day): string => `${value.slice(0, 4)}年${chineseDay(value.slice(5))}`;
const englishDay = (on: string): string =>
  `${Number(on.slice(3))} ${MONTHS[Number(on.slice(0, 2)) - 1]}`;
const englishDate = (value: Day): string => `${englishDay(value.slice(5))} ${value.slice(0, 4)}`;
