#!/usr/bin/env bash
# chinese-days 1.5.7: the 29th and 30th of the second lunar month become solar days one or two days late.
#
# Birthdays by the lunar calendar are common in a customer's file. `getSolarDateFromLunar` takes the lunar date for a
# date of the solar calendar first, where February has no such day: the 30th of the second lunar month of 1990 was
# 26 March, and it says 28 March. So in most years from 1950 to 2040. Besides, two whole months of 1996, the sixth and
# the eighth, are a day early. Two other lunar libraries agree with each other on every day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund chinese-days@1.5.7 lunar-javascript@1.7.7 tyme4ts@1.5.2
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import chineseDays from 'chinese-days';
import { Lunar } from 'lunar-javascript';
import { LunarDay } from 'tyme4ts';

/** The day that two other libraries agree on, or nothing where the month has no such day. */
function solarDay(year, month, day) {
  let first;
  try {
    first = Lunar.fromYmd(year, month, day).getSolar().toYmd();
  } catch {
    return undefined;
  }
  const second = LunarDay.fromYmd(year, month, day).getSolarDay();
  const two = (figure) => String(figure).padStart(2, '0');
  assert.equal(first, `${second.getYear()}-${two(second.getMonth())}-${two(second.getDay())}`);
  return first;
}
const late = [];
for (let year = 1950; year <= 2040; year += 1) {
  for (let month = 1; month <= 12; month += 1) {
    for (let day = 1; day <= 30; day += 1) {
      const right = solarDay(year, month, day);
      if (right === undefined) continue;
      const said = chineseDays.getSolarDateFromLunar(`${year}-${month}-${day}`).date;
      if (said !== right) late.push({ year, month, day, right, said });
    }
  }
}
const second = late.filter(({ month, day }) => month === 2 && day >= 29);
const others = late.filter((row) => !second.includes(row));
console.log(`1950 to 2040: ${second.length} ends of the second month differ, ${others.length} other days`);
assert.equal(chineseDays.getSolarDateFromLunar('1990-2-30').date, '1990-03-28');
assert.equal(second.length, 122);
assert.ok(others.every(({ year, month }) => year === 1996 && (month === 6 || month === 8)));
assert.equal(others.length, 58);
console.log('As found.');
JS
node check.mjs
