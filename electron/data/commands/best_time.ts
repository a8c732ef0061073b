// When a customer's group likes to come (S7), in words: the narrowest group that has a habit.
import type { Daypart } from '#shared/model/catalog.ts';
import type { Score } from '#shared/model/customer.ts';
import type { Group } from '#shared/model/group.ts';
import type { LocalText } from '#shared/model/text.ts';
import { groupsOf } from './group_view.ts';

const WEEKDAYS: readonly LocalText[] = [
  { zh: '周一', en: 'Mondays' },
  { zh: '周二', en: 'Tuesdays' },
  { zh: '周三', en: 'Wednesdays' },
  { zh: '周四', en: 'Thursdays' },
  { zh: '周五', en: 'Fridays' },
  { zh: '周六', en: 'Saturdays' },
  { zh: '周日', en: 'Sundays' },
];

const DAYPARTS: Readonly<Record<Daypart, LocalText>> = {
  morning: { zh: '上午', en: 'in the morning' },
  noon: { zh: '中午', en: 'at noon' },
  afternoon: { zh: '下午', en: 'in the afternoon' },
  evening: { zh: '傍晚', en: 'in the evening' },
};

/** Null without a habit. */
export function bestTimeOf(score: Score | null, groups: readonly Group[]): LocalText | null {
  const views = groupsOf(score, groups, { holding: (code) => ({ zh: code, en: code }) });
  for (const { portrait } of views.toReversed()) {
    if (portrait === null) continue;
    const weekday = portrait.weekday === null ? undefined : WEEKDAYS[portrait.weekday - 1];
    const daypart = portrait.daypart === null ? undefined : DAYPARTS[portrait.daypart];
    if (weekday === undefined && daypart === undefined) continue;
    return {
      zh: (weekday?.zh ?? '') + (daypart?.zh ?? ''),
      en: [weekday?.en, daypart?.en].filter((part) => part !== undefined).join(' '),
    };
  }
  return null;
}
