#!/usr/bin/env bash
# chrono-node 2.10.3: said on a Sunday, 下周五 is a week late and 这周五 is the one that 下周五 means.
#
# The Chinese week begins on Monday, so that on Sunday the 29th of November 2026 下周五 is the 4th of December and
# 这周五 was the 27th. chrono gives the 11th and the 4th; on Saturday and on Monday it is right, and 下周日 is right on
# Sunday too. 明年1月 loses its 明 and is January of this year, and 后天 is known to `zh.hans` alone, not to `zh`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts chrono-node@2.10.3
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { zh } from 'chrono-node';

const SATURDAY = new Date(2026, 10, 28, 10);
const SUNDAY = new Date(2026, 10, 29, 10);
const MONDAY = new Date(2026, 10, 30, 10);

const day = (parser, text, said) => parser.parseDate(text, said)?.toLocaleDateString('sv') ?? 'nothing';
const seen = [
  [zh.hans, '下周五', SATURDAY, '2026-12-04'],
  [zh.hans, '下周五', SUNDAY, '2026-12-11'],
  [zh.hans, '这周五', SUNDAY, '2026-12-04'],
  [zh.hans, '下周日', SUNDAY, '2026-12-06'],
  [zh.hans, '下周五', MONDAY, '2026-12-11'],
  [zh.hans, '明年1月', SUNDAY, '2026-01-29'],
  [zh.hans, '后天', SUNDAY, '2026-12-01'],
  [zh, '后天', SUNDAY, 'nothing'],
];
for (const [parser, text, said, expected] of seen) {
  const got = day(parser, text, said);
  assert.equal(got, expected, `${text} on ${said.toDateString()}`);
  console.log(`${text} said on ${said.toDateString()} is ${got}`);
}
JS
node check.mjs
