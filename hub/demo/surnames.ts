// Surnames and their shares of the people, in hundredths of a percent.
// The first hundred and more: Yuan Yida and Zhang Cheng, 中国姓氏:群体遗传和人口分布 (2002). After them rarer
// surnames in rounded shares, and some that matter to a counter: those that read otherwise than they look (单 解 仇 查 区), and double ones.
const TABLE = `
李 794 王 741 张 707 刘 538 陈 453 杨 308 赵 229 黄 223 周 212 吴 205
徐 167 孙 154 胡 131 朱 126 高 121 林 118 何 117 郭 115 马 105 罗 86
梁 84 宋 81 郑 78 谢 72 韩 68 唐 65 冯 64 于 62 董 61 萧 59
程 57 曹 57 袁 54 邓 54 许 54 傅 51 沈 50 曾 50 彭 49 吕 47
苏 47 卢 47 蒋 47 蔡 46 贾 42 丁 42 魏 42 薛 42 叶 42 阎 41
余 41 潘 41 杜 40 戴 39 夏 39 钟 39 汪 38 田 38 任 38 姜 37
范 36 方 36 石 36 姚 36 谭 34 廖 34 邹 33 熊 32 金 32 陆 31
郝 30 孔 29 白 29 崔 28 康 28 毛 27 邱 27 秦 27 江 26 史 26
顾 26 侯 26 邵 25 孟 25 龙 25 万 24 段 24 雷 23 钱 22 汤 22
尹 22 黎 22 易 20 常 20 武 20 乔 19 贺 19 赖 18 龚 18 文 18
庞 17 樊 17 兰 16 殷 16 施 16 陶 15 洪 15 翟 14 安 14 颜 14
倪 13 严 13 牛 13 温 12 芦 11 季 11 俞 11 章 11 鲁 10 葛 10
伍 10 申 9 尤 9 毕 9 聂 9 柴 8 焦 8 向 8 柳 8 邢 8
骆 7 岳 7 齐 7 梅 7 庄 6 涂 6 祝 5 左 5 谷 5 舒 5
耿 10 关 9 翁 8 霍 8 甘 8 邬 4 桂 5 管 7 滕 5 穆 5 凌 6 成 7 尚 6 景 5 莫 9
裴 5 路 7 房 5 包 7 冉 6 苗 6 童 6 宁 7 阮 7 蓝 6 费 4 纪 7 屈 5 项 5 辛 5
欧 6 党 4 隋 4 娄 4 郎 4 鲍 5 车 4 池 4 卓 4 占 4 臧 3 佟 3 隆 3 麦 4 柯 6
丛 3 边 3 戚 3 苑 3 晏 3 巩 3 封 3 简 4 强 3 褚 3 闫 12 付 20 肖 30 仝 2 詹 8
单 9 解 6 仇 3 查 3 区 4 朴 4 盖 2 冼 2 覃 12 牟 4
欧阳 9 司马 1 诸葛 1 上官 2 尉迟 1
`;

export type Surname = { readonly text: string; readonly weight: number };

export const SURNAMES: readonly Surname[] = TABLE.trim()
  .split(/\n/)
  .flatMap((line) => line.match(/\S+ \d+/g) ?? [])
  .map((pair) => {
    const [text = '', weight = '0'] = pair.split(' ');
    return { text, weight: Number(weight) };
  });
