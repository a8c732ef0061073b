// The three branches of the demo province, and where their customers live. The places are invented.
import type { LocalText } from '#shared/model/text.ts';

export type Setting = 'city' | 'county' | 'mountain';

export type DemoBranch = {
  readonly code: string;
  readonly name: LocalText;
  readonly region: string;
  readonly setting: Setting;
  /** 1 Monday to 7 Sunday. */
  readonly privilegeWeekday: number;
  /** Its part of the province's customers. */
  readonly share: number;
};

const FIRST: readonly DemoBranch[] = [
  {
    code: 'CD01',
    name: { zh: '江城中心营业厅', en: 'Jiangcheng Central' },
    region: '江城',
    setting: 'city',
    privilegeWeekday: 3,
    share: 5,
  },
  {
    code: 'CD02',
    name: { zh: '青溪县营业厅', en: 'Qingxi County' },
    region: '云岭',
    setting: 'county',
    privilegeWeekday: 3,
    share: 3,
  },
  {
    code: 'CD03',
    name: { zh: '云岭山区营业厅', en: 'Yunling Mountain' },
    region: '云岭',
    setting: 'mountain',
    privilegeWeekday: 6,
    share: 2,
  },
];

/** Further branches are county towns: `CD04` ... */
export const demoBranches = (count: number): readonly DemoBranch[] =>
  Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(2, '0');
    return (
      FIRST[index] ?? {
        code: `CD${number}`,
        name: { zh: `第${index + 1}县营业厅`, en: `County ${number}` },
        region: '各县',
        setting: 'county',
        privilegeWeekday: 3,
        share: 3,
      }
    );
  });

const QUARTERS: Readonly<Record<Setting, readonly string[]>> = {
  city: [
    '中山路',
    '解放街',
    '滨江道',
    '人民广场',
    '东湖',
    '南门口',
    '大学城',
    '高新区',
    '火车站',
    '西桥',
  ],
  county: [
    '城关镇',
    '东关',
    '西关',
    '新城',
    '北街',
    '河东镇',
    '柳林镇',
    '石桥镇',
    '平安镇',
    '双河镇',
  ],
  mountain: [
    '云岭镇',
    '石门乡',
    '黑水乡',
    '松坪村',
    '李家沟',
    '上坝村',
    '下坝村',
    '竹溪村',
    '老寨',
    '茶坪村',
  ],
};
const CORNERS: Readonly<Record<Setting, readonly string[]>> = {
  city: [
    '幸福里',
    '阳光花园',
    '金桂苑',
    '锦绣家园',
    '翠竹园',
    '丽景湾',
    '和平小区',
    '紫荆城',
    '老机床厂',
    '水岸新都',
  ],
  county: [
    '一组',
    '二组',
    '三组',
    '建设小区',
    '粮站旁',
    '车站路',
    '中学路',
    '安居苑',
    '农贸街',
    '医院路',
  ],
  mountain: ['一社', '二社', '三社', '四社', '桥头', '坡上', '河边', '小学旁', '茶厂', '岔路口'],
};

/** `滨江道 金桂苑`: enough to tell two people of one name apart. */
export function drawArea(setting: Setting, draw: () => number): string {
  const pickOne = (list: readonly string[]): string => list[Math.floor(draw() * list.length)] ?? '';
  return `${pickOne(QUARTERS[setting])} ${pickOne(CORNERS[setting])}`;
}
