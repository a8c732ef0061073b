#!/usr/bin/env bash
# date-holidays 3.37.0: China's days off as they were before 2025, and days for a part of the people as everybody's.
#
# Since the first of January 2025 the Spring Festival has four statutory days off (the eve to the third) and Labour Day two
# (decision of the State Council of November 2024). The package has three and one, also for 2025 and 2026. Days on which
# a part of the people has half a day off (8 March, 4 May, 1 August) or children a day (1 June) are `public`, as the
# National Day is. Who counts a branch's working days by it counts wrong on at least six days of a year.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund date-holidays@3.37.0
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import Holidays from 'date-holidays';

const china = new Holidays('CN');
for (const year of [2025, 2026]) {
  const days = china.getHolidays(year).filter(({ type }) => type === 'public');
  const of = (name) => days.filter((day) => day.name === name).map(({ date }) => date.slice(5, 10));
  console.log(`${year}: 春节 ${of('春节').join(', ')}; 劳动节 ${of('劳动节').join(', ')}`);
  assert.equal(of('春节').length, 3);
  assert.deepEqual(of('劳动节'), ['05-01']);
  const forSome = days.map(({ date }) => date.slice(5, 10)).filter((day) => ['03-08', '05-04', '06-01', '08-01'].includes(day));
  console.log(`${year}: public as well: ${forSome.join(', ')}`);
  assert.equal(forSome.length, 4);
}
console.log('As found: two days too few, four too many.');
JS
node check.mjs
