// Characters of names that people read in more than one way, with the readings as they type them (v for ü).
//
// Source of the surnames: 《现代汉语词典》 (7th edition), entries marked as surnames, beside the reading that the
// character has elsewhere, which is what people type who do not know the family. Of given names: characters of the
// same dictionary with two readings that are both in use in names. A compound surname has ' between its syllables.
// A test holds each against the dictionary that HQ reads names with.

const SURNAMES =
  '曾 zeng ceng,单 shan dan chan,解 xie jie,查 zha cha,盖 ge gai,仇 qiu chou,区 ou qu,覃 qin tan,乐 yue le,朴 piao pu,' +
  '么 yao me mo,种 chong zhong,佴 nai er,祭 zhai ji,秘 bi mi,郇 xun huan,藏 zang cang,牟 mou mu,翟 zhai di,缪 miao mou miu,' +
  '盛 sheng cheng,员 yun yuan,尉 wei yu,折 she zhe,句 gou ju,召 shao zhao,车 che ju,长 zhang chang,宿 su xiu,' +
  '柏 bai bo,薄 bo bao,繁 po fan,隗 wei kui,郗 xi chi,乜 nie mie,谌 chen shen,褚 chu zhu,' +
  '瞿 qu ju,莘 shen xin,行 xing hang,阚 kan han,宓 mi fu,洗 xian xi,郄 qie xi,能 nai neng,合 ge he,泌 bi mi,隽 juan jun,' +
  '都 du dou,晟 cheng sheng,降 jiang xiang,贲 ben bi,钭 tou dou,率 shuai lv,拓 tuo ta,笮 ze zuo,於 yu wu,角 jue jiao,' +
  '强 qiang jiang,校 xiao jiao,奇 qi ji,术 zhu shu,落 luo la,适 kuo shi,粘 nian zhan,重 chong zhong,圈 juan quan,暴 bao pu,泷 long shuang,' +
  '贠 yun yuan,蔚 yu wei,' +
  "尉迟 yu'chi wei'chi,万俟 mo'qi wan'si wan'qi,长孙 zhang'sun chang'sun,澹台 tan'tai dan'tai,单于 chan'yu dan'yu shan'yu";

const GIVEN =
  '乐 le yue,行 xing hang,朝 chao zhao,重 zhong chong,长 chang zhang,晟 sheng cheng,茜 qian xi,莎 sha suo,娜 na nuo,' +
  '乾 qian gan,柏 bai bo,禅 chan shan,藏 cang zang,颉 jie xie,栎 li yue,单 dan shan,曾 zeng ceng,' +
  '蔓 man wan,仔 zi zai,绿 lv lu,荨 xun qian,莘 xin shen,筠 yun jun,校 xiao jiao,觉 jue jiao,' +
  '拓 tuo ta,泊 bo po,率 shuai lv,朴 pu piao,盛 sheng cheng,参 can shen,' +
  '扎 zha za,解 jie xie,洗 xi xian,婼 ruo chuo,靓 liang jing,隽 juan jun,炅 jiong gui,嬛 huan xuan qiong,伽 jia qie,' +
  '浚 jun xun,泷 long shuang,阿 a e,蕃 fan bo,钿 dian tian,溱 qin zhen,尉 wei yu,峒 dong tong,缪 miao mou';

const table = (text: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    text.split(',').map((line) => {
      const [characters = '', ...readings] = line.split(' ');
      return [characters, readings] as const;
    }),
  );

export const SURNAME_READINGS = table(SURNAMES);
export const GIVEN_READINGS = table(GIVEN);
