import { expect, test } from 'vitest';
import { searchKeysOfName } from './pinyin.ts';

test.each([
  ['张三丰', 'zhangsanfeng', 'zsf'],
  ['单雄信', 'shanxiongxin', 'sxx'],
  ['曾国藩', 'zengguofan', 'zgf'],
  ['解晓东', 'xiexiaodong', 'xxd'],
  ['仇英', 'qiuying', 'qy'],
  ['查良镛', 'zhaliangyong', 'zly'],
  ['区志强', 'ouzhiqiang', 'ozq'],
  ['朴树', 'piaoshu', 'ps'],
  ['盖叫天', 'gejiaotian', 'gjt'],
  ['覃海洋', 'qinhaiyang', 'qhy'],
  ['任伟', 'renwei', 'rw'],
  ['尉迟恭', 'yuchigong', 'ycg'],
  ['欧阳修', 'ouyangxiu', 'oyx'],
  ['吕布', 'lvbu', 'lb'],
  ['阿卜杜拉·买买提', 'abudulamaimaiti', 'abdlmmt'],
  ['Rahul Sharma', 'rahulsharma', 'rs'],
  ['José 王', 'josewang', 'jw'],
  ['', '', ''],
])('%s: %s, %s', (name, full, initials) => {
  expect(searchKeysOfName(name)).toEqual({ pinyin: full, initials });
});
