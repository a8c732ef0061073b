#!/usr/bin/env bash
# Node 24.9.0 (ICU): the Chinese calendar of Intl puts the Spring Festival of 2027 a day late.
#
# Published tables and the lunar libraries have New Year on 6 February 2027; `Intl.DateTimeFormat` with the calendar
# `chinese` says that this is still the last day of the old year. Every lunar date of that month is one day off, so a
# greeting by the platform's calendar comes on the wrong day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
arch=$(uname -m | sed "s/x86_64/x64/;s/aarch64/arm64/")
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts "node-linux-$arch@24.9.0" lunar-javascript@1.7.7 tyme4ts@1.5.2
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { Solar } from 'lunar-javascript';
import { SolarDay } from 'tyme4ts';

const format = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});
console.log(`Node ${process.versions.node}, ICU ${process.versions.icu}`);
const platform = format.format(new Date('2027-02-06T00:00:00Z'));
const first = Solar.fromYmd(2027, 2, 6).getLunar();
const second = SolarDay.fromYmd(2027, 2, 6).getLunarDay();
console.log(`2027-02-06: the platform says ${platform}, the libraries 1/1`);
assert.equal(`${first.getMonth()}/${first.getDay()}`, '1/1');
assert.equal(`${second.getMonth()}/${second.getDay()}`, '1/1');
assert.equal(platform, '12/30');
assert.equal(format.format(new Date('2027-02-07T00:00:00Z')), '1/1');
// The year before is right.
assert.equal(format.format(new Date('2026-02-17T00:00:00Z')), '1/1');
console.log('As found: the New Year of 2027 is one day late.');
JS
"node_modules/node-linux-$arch/bin/node" check.mjs
