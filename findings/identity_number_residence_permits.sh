#!/usr/bin/env bash
# validator 13.15.35, idcard 4.2.0: identity numbers of residents of China who are no nationals are refused in part.
#
# A SIM card is sold against an identity number, and permits carry one of the same 18 digits: since 2018 residents from
# Hong Kong, Macau and Taiwan have 810000, 820000 and 830000 in front, and permanent residents from abroad a 9, the two
# digits of the province and three of the nation. validator knows 81 and 82, not 83; of the foreign ones it takes those
# issued in provinces 11 to 15 (the number then begins with 91) and refuses Shanghai and Guangdong. idcard takes no 9.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts validator@13.15.35 idcard@4.2.0
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import idcard from 'idcard';
import validator from 'validator';

/** An invented number: area, birthday, order, and the check character of GB 11643 (ISO 7064, MOD 11-2). */
function identityNumber(area) {
  const first = `${area}19900307001`;
  let remainder = 0;
  for (const digit of first) remainder = ((remainder + Number(digit)) * 2) % 11;
  return `${first}${'10X98765432'[remainder]}`;
}
const kinds = [
  ['national, Beijing', '110101', true, true],
  ['resident from Hong Kong', '810000', true, true],
  ['resident from Macau', '820000', true, true],
  ['resident from Taiwan', '830000', false, true],
  ['permanent resident, Beijing, from Canada', '911124', true, false],
  ['permanent resident, Shanghai, from Canada', '931124', false, false],
  ['permanent resident, Guangdong, from Canada', '944124', false, false],
];
for (const [who, area, validators, idcards] of kinds) {
  const number = identityNumber(area);
  const first = validator.isIdentityCard(number, 'zh-CN');
  const second = idcard.verify(number);
  console.log(`${who}: validator ${first}, idcard ${second}`);
  assert.equal(first, validators, who);
  assert.equal(second, idcards, who);
}
console.log('As found.');
JS
node check.mjs
