import { expect, test } from 'vitest';
import { allInitials, searchKeysOfName } from './pinyin.ts';

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
  ['张　三', 'zhangsan', 'zs'],
  ['赵\u200B六', 'zhaoliu', 'zl'],
  ['⻢小云', 'maxiaoyun', 'mxy'],
  ['', '', ''],
])('%s: %s, %s', (name, full, initials) => {
  expect(searchKeysOfName(name)).toEqual({ pinyin: full, initials });
});

test.each([
  ['刘志强', ['lzq']],
  ['罗荣', ['lr']],
  ['曾乐', ['zl', 'zy', 'cl', 'cy']],
  ['单芳', ['sf', 'df', 'cf']],
  // Everyday readings: w, er, me, ju.
  ['蔚明', ['wm', 'ym']],
  ['佴明', ['em', 'nm']],
  ['么明', ['mm', 'ym']],
  ['車明', ['cm', 'jm']],
  ['', []],
])('%s signs in by %o', (name, initials) => {
  expect(allInitials(name)).toEqual(initials);
});
