// When customers like this one come, in words: the habit of the narrowest group that has one.
import type { Score } from '#shared/model/customer.ts';
import type { Group } from '#shared/model/group.ts';
import type { LocalText } from '#shared/model/text.ts';
import { WEEKDAYS } from '../show.ts';

/** In the order of `Group.dayparts`. */
const DAYPARTS: readonly LocalText[] = [
  { zh: '上午', en: 'morning' },
  { zh: '中午', en: 'noon' },
  { zh: '下午', en: 'afternoon' },
  { zh: '晚上', en: 'evening' },
];

/** A share that stands out: a third above the even one. Below it there is no habit worth a word. */
const STANDS_OUT = 4 / 3;

/** `周三上午`, or only the weekday or the part of the day. Null: no group of the customer has a habit. */
export function bestTimeOf(score: Score | null, groups: readonly Group[]): LocalText | null {
  if (score === null) return null;
  // How people come says more of when they come than what they spend.
  const narrowestFirst = [
    ['behaviour', score.behaviour],
    ['consumption', score.consumption],
    ['value', score.valueGroup],
  ] as const;
  for (const [kind, code] of narrowestFirst) {
    const group = groups.find((each) => each.kind === kind && each.code === code);
    const time = group === undefined ? null : timeOf(group);
    if (time !== null) return time;
  }
  return null;
}

function timeOf({ weekdays, dayparts }: Group): LocalText | null {
  const weekday = WEEKDAYS[mostLiked(weekdays)];
  const daypart = DAYPARTS[mostLiked(dayparts)];
  const words = [weekday, daypart].filter((word) => word !== undefined);
  if (words.length === 0) return null;
  return {
    zh: words.map(({ zh }) => zh).join(''),
    en: words.map(({ en }) => en).join(' '),
  };
}

/** Place of the largest share, when it stands out; else -1. */
function mostLiked(shares: readonly number[] | null): number {
  if (shares === null) return -1;
  const largest = Math.max(...shares);
  return largest * shares.length >= STANDS_OUT ? shares.indexOf(largest) : -1;
}
