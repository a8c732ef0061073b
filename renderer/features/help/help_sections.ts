// What the help page says, in order. Keys come from the map on which the pages act, so that they cannot differ.
import type { TFunction } from 'i18next';
import {
  ANSWER_KEYS,
  CARE_KEYS,
  COUNTER_KEYS,
  DECLINE_KEYS,
  DRAW_KEYS,
  LATER_KEYS,
  MANAGER_KEYS,
  NOT_SAID_KEYS,
  OBJECTION_KEYS,
  PAGE_KEYS,
  PAPER_KEYS,
  PURPOSE_KEYS,
  TOUR_KEYS,
  VISIT_KEYS,
} from '#renderer/ui/key_map.ts';
import { ERRAND_STEPS } from '#renderer/ui/step_picture.tsx';
import type { HelpEntry, HelpSection } from './filter_help.ts';

/** `t` that knows the words of the help page, of the counter, of care, of paper and of all pages. */
export type HelpT = TFunction<['help', 'counter', 'common', 'care', 'paper']>;

const CUSTOMER = [
  'unknown',
  'groups',
  'stage',
  'churn',
  'retention',
  'lifetime',
  'level',
  'points',
  'care',
  'file',
] as const;
const CHOOSING = ['why', 'whyNot', 'objections', 'lot'] as const;
const LOTTERY = ['when', 'prizes', 'fingerprint', 'verify'] as const;
const WORDS = [
  'online',
  'offline',
  'never',
  'stuck',
  'blocked',
  'busy',
  'diskFull',
  'damaged',
  'unread',
  'proxy',
  'asOf',
  'allSent',
  'unsent',
  'quarantined',
  'putBack',
  'fetching',
  'refused',
  'updateDue',
  'hubBehind',
  'byStick',
  'saved',
  'due',
  'locked',
  'clockAhead',
  'clockBehind',
  'unprotected',
] as const;
const TROUBLE = [
  'offline',
  'neighbours',
  'pin',
  'ownPin',
  'barred',
  'dataDown',
  'notFound',
  'nothing',
  'wrong',
  'stock',
  'beyond',
  'exception',
  'printer',
  'amount',
  'disk',
  'power',
  'keyLost',
] as const;
const DAY = ['branch', 'list', 'correct', 'restated', 'close', 'month'] as const;
const RECORDS = ['what', 'why', 'chain'] as const;
const SEES = ['strangers', 'display', 'clerk', 'manager', 'hq'] as const;

export const helpSections = (t: HelpT): readonly HelpSection[] => [
  {
    id: 'steps',
    title: t('help:steps.title'),
    entries: ERRAND_STEPS.map((id) => ({
      id,
      heading: t(`help:steps.${id}.heading`),
      text: t(`help:steps.${id}.text`),
    })),
  },
  { id: 'keys', title: t('help:keys.title'), entries: keyEntries(t) },
  {
    id: 'choosing',
    title: t('help:choosing.title'),
    entries: CHOOSING.map((id) => ({
      id,
      heading: t(`help:choosing.${id}.heading`),
      text: t(`help:choosing.${id}.text`),
    })),
  },
  {
    id: 'customer',
    title: t('help:customer.title'),
    entries: CUSTOMER.map((id) => ({
      id,
      heading: t(`help:customer.${id}.heading`),
      text: t(`help:customer.${id}.text`),
    })),
  },
  {
    id: 'lottery',
    title: t('help:lottery.title'),
    entries: LOTTERY.map((id) => ({
      id,
      heading: t(`help:lottery.${id}.heading`),
      text: t(`help:lottery.${id}.text`),
    })),
  },
  {
    id: 'words',
    title: t('help:words.title'),
    entries: WORDS.map((id) => ({
      id,
      heading: t(`help:words.${id}.heading`),
      text: t(`help:words.${id}.text`),
    })),
  },
  {
    id: 'trouble',
    title: t('help:trouble.title'),
    entries: TROUBLE.map((id) => ({
      id,
      heading: t(`help:trouble.${id}.heading`),
      text: t(`help:trouble.${id}.text`),
    })),
  },
  {
    id: 'day',
    title: t('help:day.title'),
    entries: DAY.map((id) => ({
      id,
      heading: t(`help:day.${id}.heading`),
      text: t(`help:day.${id}.text`),
    })),
  },
  {
    id: 'records',
    title: t('help:records.title'),
    entries: RECORDS.map((id) => ({
      id,
      heading: t(`help:records.${id}.heading`),
      text: t(`help:records.${id}.text`),
    })),
  },
  {
    id: 'sees',
    title: t('help:sees.title'),
    entries: SEES.map((id) => ({
      id,
      heading: t(`help:sees.${id}.heading`),
      text: t(`help:sees.${id}.text`),
    })),
  },
];

const group = <K extends string>(
  name: string,
  where: string,
  keys: Readonly<Record<K, string>>,
  wordOf: (action: K) => string,
): HelpEntry[] =>
  (Object.keys(keys) as K[]).map((action) => ({
    id: `${name}-${action}`,
    keys: [keys[action]],
    heading: where,
    text: wordOf(action),
  }));

/** Each entry: where, the key, what it does. */
function keyEntries(t: HelpT): readonly HelpEntry[] {
  return [
    ...group('page', t('help:keys.everywhere'), PAGE_KEYS, (action) =>
      action === 'lock' || action === 'train'
        ? t(`help:keys.${action}`)
        : t('help:keys.open', { page: t(`common:nav.${action}`) }),
    ),
    ...group('counter', t('help:keys.counter'), COUNTER_KEYS, (action) =>
      t(`help:keys.${action === 'undoAnywhere' ? 'undo' : action}`),
    ),
    ...group('purpose', t('help:keys.purposes'), PURPOSE_KEYS, (action) =>
      t(`counter:purpose.${action}`),
    ),
    ...group('objection', t('counter:objections.title'), OBJECTION_KEYS, (place) =>
      t('help:keys.raised', { place }),
    ),
    ...group('answer', t('help:keys.answers'), ANSWER_KEYS, (action) =>
      t(`counter:answer.${action}`),
    ),
    ...group('later', t('help:keys.later'), LATER_KEYS, (action) => t(`counter:answer.${action}`)),
    ...group('declined', t('help:keys.declined'), DECLINE_KEYS, (action) =>
      t(`counter:answer.declineReason.${action}`),
    ),
    ...group('not-said', t('help:keys.notSaid'), NOT_SAID_KEYS, (action) =>
      t(`counter:answer.notSaidReason.${action}`),
    ),
    ...group('care', t('help:keys.careOutcomes'), CARE_KEYS, (action) =>
      t(`care:outcome.${action}`),
    ),
    ...group('draw', t('help:keys.draw'), DRAW_KEYS, (action) =>
      t(action === 'full' ? 'help:keys.drawFull' : 'help:keys.drawLater'),
    ),
    ...group('tour', t('counter:tour.title'), TOUR_KEYS, (action) => t(`counter:tour.${action}`)),
    ...group('paper', t('paper:title'), PAPER_KEYS, (action) => t(`paper:keys.${action}`)),
    ...group('manager', t('help:keys.manager'), MANAGER_KEYS, (action) => t(`help:keys.${action}`)),
    ...group('visits', t('help:keys.visits'), VISIT_KEYS, (action) =>
      t(`help:visitKeys.${action}`),
    ),
  ];
}
