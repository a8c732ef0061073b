// Keys of numbers, names and accounts: every usual way of writing one comes to the same key, and stays there.
import { check, constantFrom, property, string } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { givenName, givenPinyin, otherReadings } from './name_readings.ts';
import { identityOf } from './identity.ts';
import { maskedPhone, phoneKey, phoneShown, wholePhone } from './phone_key.ts';
import { accountKey, nameKey } from './plain_text.ts';

describe('phoneKey', () => {
  it.each([
    ['8613800138005', '13800138005', '13800138005'],
    ['+86 138-0013-8006', '13800138006', '13800138006'],
    ['008613800138007', '13800138007', '13800138007'],
    ['86 138-0013-8008', '13800138008', '13800138008'],
    ['1795113800138009', '13800138009', '13800138009'],
    ['12593 013800138009', '13800138009', '13800138009'],
    ['17951 +86 138 0013 8009', '13800138009', '13800138009'],
    ['013800138004', '13800138004', '13800138004'],
    ['0937-2612345', '9372612345', '09372612345'],
    ['(0937)2612346', '9372612346', '09372612346'],
    ['86-10-66001234', '1066001234', '01066001234'],
    ['+86 (0)10 6600 1234', '1066001234', '01066001234'],
    ['010-66001234转801', '1066001234', '01066001234'],
    ['17909 010-66001234', '1066001234', '01066001234'],
    ['2612345', '2612345', '2612345'],
    ['1440012345678', '1440012345678', '1440012345678'],
    ['+861064812345678', '1064812345678', '1064812345678'],
    ['+91 98765 43210', '9876543210', '9876543210'],
    ['919876543210', '9876543210', '9876543210'],
    ['+91 (0)98765 43210', '9876543210', '9876543210'],
    ['911412345678', '1412345678', '911412345678'],
    ['९८७६५ ४३२१०', '9876543210', '9876543210'],
    ['9876543210', '9876543210', '9876543210'],
    ['‭１３８００１３８０００‬', '13800138000', '13800138000'],
    ['tel:+8613800138000', '13800138000', '13800138000'],
    ['138****8000', '138****8000', '138****8000'],
    ['8612345', '8612345', '8612345'],
    ['', '', ''],
  ])('%s is looked up as %s and shown as %s', (written, key, shown) => {
    expect(phoneKey(written)).toBe(key);
    expect(phoneShown(written)).toBe(shown);
    expect(phoneKey(shown)).toBe(key);
  });

  it('is its own key, whatever was written', () => {
    const written = string({ unit: constantFrom(...'0123456789 +-()*x转86918617951') });
    const result = check(property(written, (text) => phoneKey(phoneKey(text)) === phoneKey(text)));
    expect(result.failed).toBe(false);
  });
});

test.each([
  ['+86 138-0013-8006', '13800138006'],
  ['0937-2612345', '9372612345'],
  ['1440012345678', '1440012345678'],
  ['98765 43210', '9876543210'],
  ['1380013800', null],
  ['138001380066', null],
  ['2612345', null],
  ['138****8000', null],
  ['620102198001011234', null],
  ['张三', null],
  ['', null],
])('%s is the whole phone number %s', (text, phone) => {
  expect(wholePhone(text)).toBe(phone);
});

test.each([
  '138****8000',
  '138＊＊＊＊8000',
  '138xxxx8000',
  '138XXXX8000',
  '138••••8000',
  '138 …… 8000',
  '+86 138----8000',
])('%s is masked', (written) => {
  expect(maskedPhone(written)).toEqual({ head: '138', tail: '8000' });
});

test.each(['13800138000', '138-0013-8000', '010-66001234x801', '138.0013.8000', '张三', ''])(
  '"%s" is not masked',
  (written) => {
    expect(maskedPhone(written)).toBeNull();
  },
);

test.each([
  ['62010219800101123x', '123X', 1980],
  ['620102800101123', '1239', 1980],
  ['13800138000', undefined, undefined],
  ['620102198013011234', undefined, undefined],
])('the identity number %s ends with %s and says %s', (number, tail, year) => {
  expect([identityOf(number)?.tail, identityOf(number)?.birthYear]).toEqual([tail, year]);
});

test.each([
  ['张　三', '张三'],
  ['赵​六', '赵六'],
  ['阿依古丽·买买提', '阿依古丽买买提'],
  ['帕提古丽•吐尔逊', '帕提古丽吐尔逊'],
  ['迪丽达．热合曼', '迪丽达热合曼'],
  ['才让・扎西', '才让扎西'],
  ['⻢小云', '马小云'],
  ['⾼小明', '高小明'],
  ['陈𠮷野', '陈吉野'],
  ['張國偉', '张国伟'],
  ['劉零', '刘〇'],
  ['刘0', '刘0'],
  ['乾隆於後', '乾隆於後'],
  ['髙﨑', '高崎'],
  ['O’Neil 王', 'oneil王'],
  ['ＲＡＨＵＬ', 'rahul'],
  ['José Ñuñez', 'josenunez'],
  ['ŁUKASZ Weiß', 'lukaszweiss'],
  ['Đặng Thị Hoa', 'dangthihoa'],
  ['Артём Ёлкин', 'артемелкин'],
  ['राहुल शर्मा', 'राहुलशर्मा'],
  ['\uE863小云', '䶮小云'],
  ['\uE81E', '龴'],
  ['阿依古丽●买买提', '阿依古丽买买提'],
  ['扎西་次仁', '扎西次仁'],
])('the name %s is looked up as %s', (name, key) => {
  expect(nameKey(name)).toBe(key);
  expect(nameKey(key)).toBe(key);
});

test.each([
  ['Ｂ０６ｏ', 'B06O'],
  ['b06-p', 'B06P'],
  ['‎B07c', 'B07C'],
])('the account %s is looked up as %s', (account, key) => {
  expect(accountKey(account)).toBe(key);
});

test('keys of names and accounts are their own keys', () => {
  const text = string({ unit: 'grapheme' });
  const isOwn = (key: (each: string) => string) =>
    check(
      property(text, (each) => key(key(each)) === key(each)),
      { numRuns: 2_000 },
    ).failed;
  // A mark behind a space that goes is the letter's.
  expect([nameKey('ᴀ˘'), nameKey('a \u0313')]).toEqual(['ᴀ', 'a']);
  expect([isOwn(nameKey), isOwn(accountKey)]).toEqual([false, false]);
});

test.each([
  ['张三丰', 'zhangsanfeng', 'zsf', 'sanfeng'],
  ['欧阳修文', 'ouyangxiuwen', 'oyxw', 'xiuwen'],
  ['林安安', 'linanan', 'laa', 'anan'],
  ['阿依古丽 买买提', 'ayigulimaimaiti', 'ayglmmt', 'maimaiti'],
  ['张伟', 'zhangwei', 'zw', ''],
  ['Rahul Sharma', 'rahulsharma', 'rs', ''],
])('the given name of %s (%s, %s) is said %s', (name, pinyin, initials, given) => {
  expect(givenPinyin({ name, pinyin, initials })).toBe(given);
});

test.each([
  ['张国勇', '国勇'],
  ['欧阳修文', '修文'],
  ['欧阳修', ''],
  ['张伟', ''],
  ['阿依古丽·买买提', '买买提'],
  ['阿依古丽 买买提', '买买提'],
  ['阿依古丽●买买提', '买买提'],
  ['张 国勇', '国勇'],
  ['Rahul Sharma', ''],
])('the given name of %s is "%s"', (name, given) => {
  expect(givenName(name)).toBe(given);
});

test.each([
  ['曾乐', 'zengle', 'zl', ['zengyue zy', 'cengle cl', 'cengyue cy']],
  ['覃海洋', 'qinhaiyang', 'qhy', ['tanhaiyang thy']],
  ['尉迟恭', 'yuchigong', 'ycg', ['weichigong wcg']],
  ['单雄信', 'shanxiongxin', 'sxx', ['danxiongxin dxx', 'chanxiongxin cxx']],
  ['吕绿', 'lvlv', 'll', ['lvlu ll']],
  ['张伟', 'zhangwei', 'zw', []],
  ['', '', '', []],
  ['Rahul Sharma', 'rahulsharma', 'rs', ['sharmarahul sr']],
  ['Sharma, Rahul', 'sharmarahul', 'sr', ['rahulsharma rs']],
  ['Иван Петров', '', '', ['петровиван пи']],
  [
    'Mohammed Ali Khan',
    'mohammedalikhan',
    'mak',
    [
      'mohammedkhanali mka',
      'alimohammedkhan amk',
      'alikhanmohammed akm',
      'khanmohammedali kma',
      'khanalimohammed kam',
    ],
  ],
  ['A B C D', 'abcd', 'abcd', ['bcda bcda', 'cdab cdab', 'dabc dabc']],
])('%s is also read %#', (name, pinyin, initials, others) => {
  expect(
    otherReadings(name, pinyin, initials).map((each) => `${each.pinyin} ${each.initials}`),
  ).toEqual(others);
});
