// How people call the groups: the four value groups, 27 by consumption and 27 by behaviour.
import type { Group } from '#shared/model/group.ts';
import type { Bands } from '#shared/model/policy.ts';
import { type LocalText, sameInBoth } from '#shared/model/text.ts';

type BandNames = readonly [low: LocalText, middle: LocalText, high: LocalText];
/** One of the three by which a model sorts; the names of its bands 1 to 3. */
export type Dimension = {
  readonly letter: string;
  readonly key: keyof Bands;
  readonly names: BandNames;
};

const text = (zh: string, en: string): LocalText => ({ zh, en });

export const CONSUMPTION: readonly Dimension[] = [
  {
    letter: 'A',
    key: 'age',
    names: [text('青年', 'young'), text('中年', 'middle-aged'), text('老年', 'older')],
  },
  {
    letter: 'R',
    key: 'arpu',
    names: [
      text('低消费', 'low spend'),
      text('中消费', 'middle spend'),
      text('高消费', 'high spend'),
    ],
  },
  {
    letter: 'D',
    key: 'dou',
    names: [
      text('低流量', 'little data'),
      text('中流量', 'middle data'),
      text('高流量', 'much data'),
    ],
  },
];

export const BEHAVIOUR: readonly Dimension[] = [
  {
    letter: 'R',
    key: 'recency',
    names: [
      text('久未来', 'not seen for long'),
      text('一阵没来', 'not seen of late'),
      text('近期来过', 'seen lately'),
    ],
  },
  {
    letter: 'F',
    key: 'frequency',
    names: [
      text('偶尔', 'now and then'),
      text('每月', 'every month'),
      text('频繁', 'several times a month'),
    ],
  },
  {
    letter: 'V',
    key: 'value',
    names: [
      text('小额', 'small amounts'),
      text('中额', 'middle amounts'),
      text('大额', 'large amounts'),
    ],
  },
];

export const VALUE_GROUP_NAMES = {
  basic: text('基础型', 'basic'),
  'new-video': text('新视频型', 'new video'),
  netizen: text('网络型', 'netizen'),
  'full-service': text('全业务型', 'full service'),
} as const;

/** `A2R3D2` is 中年·高消费·中流量. */
export const CONSUMPTION_GROUP_NAMES = namesOfGroups(CONSUMPTION);
export const BEHAVIOUR_GROUP_NAMES = namesOfGroups(BEHAVIOUR);

const NAMES: Readonly<Record<Group['kind'], Readonly<Record<string, LocalText>>>> = {
  value: VALUE_GROUP_NAMES,
  consumption: CONSUMPTION_GROUP_NAMES,
  behaviour: BEHAVIOUR_GROUP_NAMES,
};

/** The code itself for one that is no group. */
export const groupName = (kind: Group['kind'], code: string): LocalText =>
  NAMES[kind][code] ?? sameInBoth(code);

function namesOfGroups(dimensions: readonly Dimension[]): Readonly<Record<string, LocalText>> {
  let groups: readonly (readonly [code: string, names: readonly LocalText[]])[] = [['', []]];
  for (const { letter, names } of dimensions) {
    groups = groups.flatMap(([code, before]) =>
      names.map((name, index) => [`${code}${letter}${index + 1}`, [...before, name]] as const),
    );
  }
  return Object.fromEntries(
    groups.map(([code, names]) => [
      code,
      text(names.map(({ zh }) => zh).join('·'), names.map(({ en }) => en).join(', ')),
    ]),
  );
}
