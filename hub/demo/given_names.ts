// Given names as parents chose them in four times; the characters of the second place follow those of the first.

export type Gender = 'm' | 'f';

type Pool = {
  /** Share of names of one character. */
  readonly single: number;
  readonly singles: string;
  readonly first: string;
  readonly second: string;
};

type Generation = { readonly bornFrom: number; readonly m: Pool; readonly f: Pool };

/** Youngest first. */
const GENERATIONS: readonly Generation[] = [
  {
    bornFrom: 2000,
    m: {
      single: 0.06,
      singles: '睿轩昊泽辰',
      first: '子浩宇俊梓天一泽嘉文博俊',
      second: '轩涵宇豪睿泽阳博航辰铭杰',
    },
    f: {
      single: 0.05,
      singles: '悦萱瑶妍琪',
      first: '子梓欣雨诗一可思佳语若雅',
      second: '涵萱怡彤琪妍瑶菲桐然宁欣',
    },
  },
  {
    bornFrom: 1980,
    m: {
      single: 0.32,
      singles: '浩磊鹏超俊凯杰涛斌鑫',
      first: '志俊晓子文嘉宇建海伟少振',
      second: '杰鹏飞龙超宇辉明峰伟强斌',
    },
    f: {
      single: 0.34,
      singles: '婷静雪丹颖慧娜莉倩蕾',
      first: '晓雪思佳梦雅丽婷小文海春',
      second: '婷雯玉洁琳颖敏怡娜燕慧蓉',
    },
  },
  {
    bornFrom: 1960,
    m: {
      single: 0.36,
      singles: '伟强军勇涛刚平辉斌波',
      first: '志建国文海永小晓卫新红春',
      second: '强军华明平辉勇峰伟刚林生',
    },
    f: {
      single: 0.33,
      singles: '丽敏静艳芳娟燕红霞萍',
      first: '晓小丽春红海淑亚玉秀桂爱',
      second: '丽红燕梅霞芳娟萍玲华英琴',
    },
  },
  {
    bornFrom: 0,
    m: {
      single: 0.08,
      singles: '明德福根林',
      first: '建国志德永文玉金明福树春',
      second: '国军民华生林祥福贵海山忠',
    },
    f: {
      single: 0.06,
      singles: '英兰珍芳梅',
      first: '秀桂玉淑凤兰春素金美翠月',
      second: '英兰珍芳荣华梅莲琴云香芝',
    },
  },
];

/** @param draw numbers in [0, 1) */
export function drawGivenName(birthYear: number, gender: Gender, draw: () => number): string {
  const generation = GENERATIONS.find(({ bornFrom }) => birthYear >= bornFrom) ?? GENERATIONS[0];
  const pool = generation?.[gender];
  if (!pool) throw new Error(`no names for ${birthYear}`);
  if (draw() < pool.single) return pickCharacter(pool.singles, draw);
  return pickCharacter(pool.first, draw) + pickCharacter(pool.second, draw);
}

const pickCharacter = (pool: string, draw: () => number): string =>
  pool.charAt(Math.floor(draw() * pool.length));
