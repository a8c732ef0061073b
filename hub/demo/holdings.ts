// Packs and services that a demo customer has. Codes are those of the catalog's holdings.
import type { Day } from '#shared/base/month.ts';
import type { Random } from '#shared/base/random.ts';
import type { Holding } from '#shared/model/customer.ts';
import { between, chance } from './draw.ts';
import type { Fate } from './habits.ts';
import type { Persona } from './people.ts';
import type { Setting } from './places.ts';

const SERVICES = {
  'caller-id': { zh: '来电显示', en: 'caller ID' },
  'ring-tone': { zh: '彩铃', en: 'ring-back tone' },
  'sms-pack': { zh: '短信包', en: 'SMS pack' },
  'data-pack': { zh: '流量包', en: 'data pack' },
  'voice-pack': { zh: '语音包', en: 'voice pack' },
  reading: { zh: '手机阅读', en: 'mobile reading' },
  broadband: { zh: '宽带', en: 'broadband' },
  tv: { zh: '数字电视', en: 'digital TV' },
  bundle: { zh: '融合套餐', en: 'bundle' },
  vip: { zh: '贵宾会员', en: 'VIP membership' },
} as const;

/** Campaigns of the past year; who took part in many and spends little is after the gifts. */
const CAMPAIGNS = [
  { code: 'promo-spring', name: { zh: '新春存费送礼', en: 'Spring Festival gift' } },
  { code: 'promo-may', name: { zh: '五一抽奖', en: 'May Day draw' } },
  { code: 'promo-summer', name: { zh: '暑期流量免费领', en: 'free summer data' } },
  { code: 'promo-autumn', name: { zh: '中秋好礼', en: 'Mid-Autumn gift' } },
] as const;

type HoldingOptions = {
  readonly persona: Persona;
  readonly fate: Fate;
  readonly setting: Setting;
  /** The household has a line of its own, in this customer's name. */
  readonly hasLine: boolean;
  /** The day so many days after the last day of data. */
  readonly dayAfter: (days: number) => Day;
};

const DATA_PACK_SHARE: Readonly<Record<Persona, number>> = {
  elder: 0.01,
  thrifty: 0.06,
  worker: 0.12,
  young: 0.22,
  trader: 0.1,
  'well-off': 0.08,
};

/** Sorted by code. */
export function drawHoldings(options: HoldingOptions, random: Random): readonly Holding[] {
  const { persona, fate, dayAfter } = options;
  const held: Holding[] = [];
  const add = (code: keyof typeof SERVICES, share: number, untilShare = 0): void => {
    if (!chance(random, share)) return;
    const until = chance(random, untilShare) ? dayAfter(between(random, -40, 330)) : null;
    held.push({ code, name: SERVICES[code], until });
  };
  add('caller-id', 0.42);
  add('ring-tone', persona === 'elder' ? 0.05 : 0.16);
  add('sms-pack', 0.03);
  add('data-pack', DATA_PACK_SHARE[persona], 0.5);
  add('voice-pack', persona === 'trader' ? 0.3 : 0.04, 0.5);
  add('reading', persona === 'young' ? 0.1 : 0.03, 0.7);
  if (options.hasLine) {
    add('broadband', 1);
    add('tv', persona === 'young' ? 0.3 : 0.6);
    add('bundle', persona === 'well-off' ? 0.7 : 0.2, 1);
  }
  add('vip', persona === 'well-off' ? 0.45 : persona === 'trader' ? 0.12 : 0);
  const campaigns = fate.kind === 'bargain-hunter' ? 0.9 : 0.08;
  for (const { code, name } of CAMPAIGNS) {
    if (chance(random, campaigns))
      held.push({ code, name, until: dayAfter(-between(random, 10, 300)) });
  }
  return held.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** Homes with broadband by setting. */
export const LINE_SHARE: Readonly<Record<Setting, number>> = {
  city: 0.34,
  county: 0.24,
  mountain: 0.12,
};
